import type { REST } from 'discord.js'
import type { Logger } from 'pino'
import type { Inbox, SlashCommand } from '../../../../src/ports/chat-platform.ts'
import type { PersonWords } from '../../person-words.ts'
import type { RecentPresses } from '../../recent-presses.ts'
import type { Gateway } from './gateway.ts'

/** What the parts that take something in work with. */
export interface Connection {
  readonly gateway: Gateway
  readonly rest: REST
  readonly inbox: Inbox
  readonly log: Logger
  readonly presses: RecentPresses
  /** What people are told in. */
  readonly words: PersonWords
  /** The commands with options that people are offered. */
  readonly commands: readonly SlashCommand[]
  /** Takes secrets out of what others are shown. */
  readonly redact: (text: string) => string
  /** Counts work among what a stop waits for. */
  readonly beside: (work: Promise<void>) => void
  /** Aborted when the bot stops. */
  readonly stopped: AbortSignal
}
