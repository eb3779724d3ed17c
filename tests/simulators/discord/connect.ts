import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { connectDiscord } from '../../../adapters/chat/discord/connect-discord.ts'
import type { DiscordConfig } from '../../../adapters/chat/discord/connection/rest.ts'
import { slashCommands } from '../../../src/capabilities/slash-commands.ts'
import type {
  ButtonPress,
  ConnectedChat,
  DeletedMessage,
  EditedMessage,
  FormAnswer,
  Inbox,
  IncomingMessage,
  PressAnswer,
  SentForm,
  ShowForm,
  Suggestion,
} from '../../../src/ports/chat-platform.ts'
import { SPEECH } from '../../support/chat-speech.ts'
import { LOCAL_ABILITIES } from '../../support/local-abilities.ts'
import { NO_GATES } from '../../support/no-gates.ts'
import { type DiscordServer, type DiscordServerOptions, startDiscordServer } from './server.ts'

/** A core that remembers what it was handed; tests change how it answers. */
export interface RecordingInbox extends Inbox {
  readonly messages: IncomingMessage[]
  readonly edits: EditedMessage[]
  readonly deletions: DeletedMessage[]
  readonly presses: ButtonPress[]
  readonly suggestions: Suggestion[]
  onMessage: (message: IncomingMessage) => Promise<void>
  onEdit: () => Promise<void>
  readonly forms: SentForm[]
  onPress: (press: ButtonPress, showForm: ShowForm | undefined) => Promise<PressAnswer>
  onForm: (sent: SentForm) => Promise<FormAnswer>
}

const NAMES = {
  service: ['billionmail', 'payments'],
  environment: ['staging', 'production'],
  ref: ['v1.1.0', 'v1.0.0'],
} as const

export function recordingInbox(): RecordingInbox {
  const inbox: RecordingInbox = {
    messages: [],
    edits: [],
    deletions: [],
    presses: [],
    suggestions: [],
    onMessage: async () => undefined,
    onEdit: async () => undefined,
    forms: [],
    onPress: async () => ({}),
    onForm: async () => ({}),
    async message(message) {
      await inbox.onMessage(message)
      inbox.messages.push(message)
    },
    async edited(edit) {
      await inbox.onEdit()
      inbox.edits.push(edit)
    },
    async deleted(deletion) {
      inbox.deletions.push(deletion)
    },
    press(press, showForm) {
      inbox.presses.push(press)
      return inbox.onPress(press, showForm)
    },
    form(sent) {
      inbox.forms.push(sent)
      return inbox.onForm(sent)
    },
    named: async () => {},
    home: async () => [],
    examples: async () => [],
    async suggest(asked) {
      inbox.suggestions.push(asked)
      return NAMES[asked.slot].filter((name) => name.includes(asked.typed))
    },
  }
  return inbox
}

export interface Connected {
  readonly discord: DiscordServer
  readonly inbox: RecordingInbox
  readonly chat: ConnectedChat
  /** Log lines of the adapter, as JSON. */
  readonly logged: string[]
}

/** Where no service is declared, nothing is lacking. */
const ALL_COMMANDS = slashCommands(
  { services: [], environments: [], confirmationMinutes: 10, gates: NO_GATES },
  { abilities: () => LOCAL_ABILITIES },
)

/** The adapter, connected to a scripted Discord; both end with the test. */
export async function connected(
  prepare: (discord: DiscordServer) => void = () => undefined,
  config: Partial<DiscordConfig> | ((discord: DiscordServer) => Partial<DiscordConfig>) = {},
  server: DiscordServerOptions = {},
): Promise<Connected> {
  const discord = await startDiscordServer({ limits: 'off', ...server })
  onTestFinished(() => discord.stop())
  prepare(discord)
  const more = typeof config === 'function' ? config(discord) : config
  const inbox = recordingInbox()
  const logged: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) })
  const chat = await connectDiscord(
    { token: discord.token, apiUrl: discord.apiUrl, commands: ALL_COMMANDS, speech: SPEECH, ...more },
    inbox,
    log,
  )
  onTestFinished(() => chat.stop())
  return { discord, inbox, chat, logged }
}
