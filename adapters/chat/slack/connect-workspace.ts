import type { Receiver } from '@slack/bolt'
import type { Logger } from 'pino'
import { createRedactor } from '../../../src/domain/redact.ts'
import type { ChartPainter } from '../../../src/ports/chart-painter.ts'
import type { ConnectedChat, Inbox } from '../../../src/ports/chat-platform.ts'
import type { ChatSpeech } from '../../../src/ports/chat-speech.ts'
import { type Clock, systemClock } from '../../../src/ports/clock.ts'
import type { PostingLimits } from '../../../src/ports/posting-limits.ts'
import { createPersonWords } from '../person-words.ts'
import { createRecentPresses } from '../recent-presses.ts'
import { boltLogger } from './connection/bolt-logger.ts'
import { DeferringApp } from './connection/deferring-app.ts'
import { createWebClient, webClientOptions } from './connection/web-client.ts'
import { listen } from './incoming/listen.ts'
import { ACKNOWLEDGE_WITHIN_MS } from './limits.ts'
import { createOutgoing } from './outgoing/outgoing.ts'
import { createPictures } from './outgoing/pictures.ts'
import { slackPostingLimits } from './outgoing/posting-limits.ts'
import { createDoorkeeper } from './people/doorkeeper.ts'
import { createGroups } from './people/groups.ts'
import { createLocales } from './people/locales.ts'
import { askSlack } from './people/names.ts'
import { createPersonFacts } from './people/person-facts.ts'
import { createStandings } from './people/standings.ts'
import { describeAndLearn } from './people/words-of-people.ts'
import { createThinking } from './surfaces/thinking.ts'
import type { Workspace } from './workspace.ts'
import type { Visitors } from './workspaces/visitors.ts'

/** What is the same in all workspaces that the app is installed in. */
export interface WorkspaceSettings {
  /** Another Slack Web API, for tests; ends with a slash. */
  readonly apiUrl?: string
  readonly speech: ChatSpeech
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
}

/** The bot in one workspace. */
export interface Installed {
  readonly home: Workspace
  /** `xoxb-…` */
  readonly token: string
  readonly botUser: string
  readonly botId: string
  /** The address of the workspace, where Slack has told it. */
  readonly address: string | undefined
  /** People of other workspaces that have the app, where they are heard here. */
  readonly visitors?: Visitors | undefined
}

type ChatParts = Omit<ConnectedChat, 'state' | 'stop'> &
  Required<Pick<ConnectedChat, 'groups' | 'standings' | 'locales' | 'names' | 'thinking' | 'homeChanged'>>

export interface ConnectedWorkspace {
  /** Takes what comes from there, whichever way it came. */
  readonly app: DeferringApp
  readonly chat: ChatParts
}

/** Listens in one workspace and speaks there, with its own token. Calls nothing yet. */
export function connectWorkspace(
  installed: Installed,
  settings: WorkspaceSettings,
  receiver: Receiver,
  given: Inbox,
  log: Logger,
): ConnectedWorkspace {
  const { home, token, botUser, botId, address: workspace, visitors } = installed
  const inbox = visitors?.inbox(given) ?? given
  const { apiUrl, speech, painter, clock = systemClock, redact = createRedactor([]) } = settings
  const { acknowledgeWithinMs = ACKNOWLEDGE_WITHIN_MS } = settings
  const words = createPersonWords(speech)
  const describe = describeAndLearn(createPersonFacts(createWebClient(token, apiUrl, log)), words)
  const standings = createStandings(describe, home)
  // With both of the bot's ids given, Bolt does not ask for them at every event.
  const app = new DeferringApp({ botUser, botId }, createDoorkeeper(home, standings, log, visitors), {
    ...{ token, botId, botUserId: botUser, receiver },
    clientOptions: webClientOptions(apiUrl, log),
    logger: boltLogger(log),
    ignoreSelf: false,
    convoStore: false,
  })
  const { client } = app
  const presses = createRecentPresses()
  const picturesOf = createPictures({ client, painter, speech, log })
  const heard = { inbox, presses, redact, acknowledgeWithinMs, describe, clock, workspace, speech, words, log }
  const { homes } = listen(app, heard)
  const limits = settings.limits ?? slackPostingLimits(apiUrl)
  return {
    app,
    chat: {
      ...createOutgoing({ client, botUser, workspace, presses, picturesOf, speech, log, limits }),
      groups: createGroups(client, clock),
      standings,
      locales: createLocales(describe),
      names: { nameOf: (user) => askSlack(describe, user) },
      thinking: createThinking(client, log),
      homeChanged: homes.changed,
    },
  }
}
