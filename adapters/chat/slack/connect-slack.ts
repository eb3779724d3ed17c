import type { webApi } from '@slack/bolt'
import type { Logger } from 'pino'
import { createRedactor } from '../../../src/domain/redact.ts'
import type { ChartPainter } from '../../../src/ports/chart-painter.ts'
import { ChatRefusedError, type ConnectedChat, type Inbox } from '../../../src/ports/chat-platform.ts'
import { type Clock, systemClock } from '../../../src/ports/clock.ts'
import type { PostingLimits } from '../../../src/ports/posting-limits.ts'
import { createRecentPresses } from '../recent-presses.ts'
import { boltLogger } from './bolt-logger.ts'
import type { Connection } from './connection.ts'
import { DeferringApp } from './deferring-app.ts'
import { createDoorkeeper } from './doorkeeper.ts'
import { explainSlackError } from './explain-slack-error.ts'
import { createGroups } from './groups.ts'
import { createHttpConnection } from './http-connection.ts'
import { ACKNOWLEDGE_WITHIN_MS } from './limits.ts'
import { listen } from './listen.ts'
import { createLocales } from './locales.ts'
import { askSlack } from './names.ts'
import { createOutgoing, type OutgoingParts } from './outgoing.ts'
import { createPersonFacts } from './person-facts.ts'
import { createPictures } from './pictures.ts'
import { SLACK_POSTING_LIMITS, UNPUBLISHED } from './posting-limits.ts'
import { slackErrorCode } from './slack-errors.ts'
import { createSocketConnection } from './socket-connection.ts'
import { createStandings } from './standings.ts'
import { createThinking } from './surfaces/thinking.ts'
import { createWebClient, webClientOptions } from './web-client.ts'
import type { Workspace } from './workspace.ts'

/** Events come over Socket Mode when there is an app token, else over HTTP, which needs the signing secret. */
export interface SlackConfig {
  /** `xoxb-…` */
  readonly botToken: string
  /** `xapp-…` */
  readonly appToken?: string
  readonly signingSecret?: string
  /** For HTTP; 3001 by default, 0 for any free one. */
  readonly port?: number
  /** For HTTP; 127.0.0.1 by default, where a reverse proxy finds it. */
  readonly host?: string
  /** Another Slack Web API, for tests; ends with a slash. */
  readonly apiUrl?: string
  /** Takes secrets out of a command that is shown to its channel; left out, those of well-known shapes. */
  readonly redact?: (text: string) => string
  /** Draws the charts of cards; left out, the tables beneath say what they would show. */
  readonly painter?: ChartPainter
  /** Milliseconds until an event not taken in is given back to Slack; 2,500 by default. */
  readonly acknowledgeWithinMs?: number
  /** When Home tabs are shown again; the time of this machine by default. */
  readonly clock?: Clock
  /** How fast messages go out; by default as Slack publishes it, and on another server until that refuses. */
  readonly limits?: PostingLimits
  /** Milliseconds after which a socket that answers no ping is opened again; 10,000 by default. */
  readonly silentForMs?: number
}

export interface ConnectedSlack extends ConnectedChat {
  /** Where HTTP requests are taken; undefined in Socket Mode. */
  readonly port: number | undefined
}

/**
 * @throws {ChatRefusedError} when Slack does not let the bot in, with a sentence for the operator.
 * @throws {Error} when it was not reached.
 */
export async function connectSlack(config: SlackConfig, inbox: Inbox, log: Logger): Promise<ConnectedSlack> {
  const connection = createConnection(config, log)
  try {
    const { app, workspace, standings, describe } = await createApp(config, connection, log)
    const presses = createRecentPresses()
    const { acknowledgeWithinMs = ACKNOWLEDGE_WITHIN_MS, redact = createRedactor([]) } = config
    const { clock = systemClock, painter } = config
    const picturesOf = createPictures({ client: app.client, painter, log })
    const { homes } = listen(app, { inbox, log, presses, redact, acknowledgeWithinMs, describe, clock, workspace })
    await connection.start()
    const limits = config.limits ?? (config.apiUrl === undefined ? SLACK_POSTING_LIMITS : UNPUBLISHED)
    return {
      ...connectedChat(app, { workspace, presses, picturesOf, log, limits }, connection),
      ...{ standings, locales: createLocales(describe), thinking: createThinking(app.client, log) },
      names: { nameOf: (user) => askSlack(describe, user) },
      homeChanged: homes.changed,
    }
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
  log: Logger,
): Connection {
  if (appToken) return createSocketConnection(appToken, apiUrl, log, silentForMs)
  if (!signingSecret) throw new Error('Slack: give an app token for Socket Mode, or a signing secret for HTTP.')
  return createHttpConnection({ signingSecret, port: port ?? 3001, host: host ?? '127.0.0.1' }, log)
}

/** With both of the bot's ids given, Bolt does not ask for them at every event. */
async function createApp({ botToken, apiUrl }: SlackConfig, { receiver }: Connection, log: Logger) {
  const client = createWebClient(botToken, apiUrl, log)
  const { user_id: botUser, bot_id: botId, url: workspace, ...installed } = await client.auth.test()
  if (!botUser || !botId) throw new Error('that is no bot token; it begins with xoxb-.')
  const home = homeOf(installed)
  const describe = createPersonFacts(client)
  const standings = createStandings(describe, home)
  const app = new DeferringApp(botUser, createDoorkeeper(home, standings, log), {
    token: botToken,
    botId,
    botUserId: botUser,
    receiver,
    clientOptions: webClientOptions(apiUrl, log),
    logger: boltLogger(log),
    ignoreSelf: false,
    convoStore: false,
  })
  return { app, workspace, standings, describe }
}

function homeOf({
  team_id,
  enterprise_id,
  is_enterprise_install: orgWide = false,
}: webApi.AuthTestResponse): Workspace {
  if (!team_id) throw new Error('it did not say which workspace the bot is in.')
  return { team: team_id, orgWide, ...(enterprise_id && { enterprise: enterprise_id }) }
}

function connectedChat(
  app: DeferringApp,
  parts: Pick<OutgoingParts, 'workspace' | 'presses' | 'picturesOf' | 'log' | 'limits'>,
  connection: Connection,
): ConnectedSlack {
  return {
    ...createOutgoing({ client: app.client, botUser: app.botUser, ...parts }),
    groups: createGroups(app.client),
    port: connection.port(),
    state() {
      const heardAt = latest(app.lastEventAt, connection.heardAt())
      return { connected: connection.connected(), ...(heardAt && { lastEventAt: heardAt }) }
    },
    async stop() {
      await app.close()
      await connection.stop()
    },
  }
}

function latest(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (!one || !other) return one ?? other
  return one > other ? one : other
}
