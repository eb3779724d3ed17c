import type { webApi } from '@slack/bolt'
import type { Logger } from 'pino'
import { ChatRefusedError, type ConnectedChat, type Inbox } from '../../../src/ports/chat-platform.ts'
import { type ConnectedWorkspace, connectWorkspace, type WorkspaceSettings } from './connect-workspace.ts'
import type { Connection } from './connection/connection.ts'
import { createHttpConnection } from './connection/http-connection.ts'
import { createSocketConnection } from './connection/socket-connection.ts'
import { createWebClient } from './connection/web-client.ts'
import { explainSlackError } from './explain-slack-error.ts'
import { slackErrorCode } from './slack-errors.ts'
import type { Workspace } from './workspace.ts'
import { connectMore, type MoreWorkspaces } from './workspaces/connect-more.ts'
import { createDoor, type Door } from './workspaces/door.ts'
import type { InstallSettings } from './workspaces/install-settings.ts'
import { createVisitors } from './workspaces/visitors.ts'

/** Events come over Socket Mode when there is an app token, else over HTTP, which needs the signing secret. */
export interface SlackConfig extends WorkspaceSettings {
  /** `xoxb-…` */
  readonly botToken: string
  /** `xapp-…` */
  readonly appToken?: string
  readonly signingSecret?: string
  /** For HTTP; 3001 by default, 0 for any free one. */
  readonly port?: number
  /** For HTTP; 127.0.0.1 by default, where a reverse proxy finds it. */
  readonly host?: string
  /** Milliseconds after which a socket that answers no ping is opened again; 10,000 by default. */
  readonly silentForMs?: number
  /** Where others may install the app into their workspaces; left out, it serves the one of its token. */
  readonly installs?: InstallSettings
}

export interface ConnectedSlack extends ConnectedChat {
  /** Where HTTP requests are taken, those for the pages of the installation too; undefined where none are. */
  readonly port: number | undefined
}

/**
 * @throws {ChatRefusedError} when Slack does not let the bot in, with a sentence for the operator.
 * @throws {Error} when it was not reached.
 */
export async function connectSlack(config: SlackConfig, inbox: Inbox, log: Logger): Promise<ConnectedSlack> {
  const { port = 3001, host = '127.0.0.1', installs } = config
  const door = installs && createDoor({ port, host, own: config.appToken !== undefined }, log)
  const connection = createConnection(config, door, log)
  try {
    const installed = await askWho(config, log)
    const visitors = installs && createVisitors()
    const home = connectWorkspace({ ...installed, visitors }, config, connection.receiver, inbox, log)
    const more =
      installs && connectMore({ installs, settings: config, home: { ...home, at: installed.home }, inbox, log })
    if (more) {
      visitors?.knows(more.installedAt)
      door?.opens(more.pages)
    }
    await connection.start()
    await door?.start()
    return connectedSlack(home, more, connection, door)
  } catch (error) {
    await connection.stop()
    const sentence = `Slack: ${explainSlackError(error)}`
    // Only a word of Slack's own is final; a network that is down or a 5xx answer is not.
    if (slackErrorCode(error) !== undefined) throw new ChatRefusedError(sentence, { cause: error })
    throw new Error(sentence, { cause: error })
  }
}

function createConnection(
  { appToken, apiUrl, signingSecret, port, host, silentForMs }: SlackConfig,
  door: Door | undefined,
  log: Logger,
): Connection {
  if (appToken) return createSocketConnection(appToken, apiUrl, log, silentForMs)
  if (!signingSecret) throw new Error('Slack: give an app token for Socket Mode, or a signing secret for HTTP.')
  const where = { signingSecret, port: port ?? 3001, host: host ?? '127.0.0.1' }
  return createHttpConnection({ ...where, ...(door && { pages: door.take }) }, log)
}

async function askWho({ botToken: token, apiUrl }: SlackConfig, log: Logger) {
  const said = await createWebClient(token, apiUrl, log).auth.test()
  const { user_id: botUser, bot_id: botId, url: address } = said
  if (!botUser || !botId) throw new Error('that is no bot token; it begins with xoxb-.')
  return { home: homeOf(said), token, botUser, botId, address }
}

function homeOf({
  team_id,
  enterprise_id,
  is_enterprise_install: orgWide = false,
}: webApi.AuthTestResponse): Workspace {
  if (!team_id) throw new Error('it did not say which workspace the bot is in.')
  return { team: team_id, orgWide, ...(enterprise_id && { enterprise: enterprise_id }) }
}

function connectedSlack(
  { app, chat }: ConnectedWorkspace,
  more: MoreWorkspaces | undefined,
  connection: Connection,
  door: Door | undefined,
): ConnectedSlack {
  return {
    ...(more?.chat ?? chat),
    port: connection.port() ?? door?.port(),
    state() {
      const heardAt = latest(app.lastEventAt, connection.heardAt())
      return { connected: connection.connected(), ...(heardAt && { lastEventAt: heardAt }) }
    },
    async stop() {
      await app.close()
      await more?.close()
      await Promise.all([connection.stop(), door?.stop()])
    },
  }
}

function latest(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (!one || !other) return one ?? other
  return one > other ? one : other
}
