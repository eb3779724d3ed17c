import type { BullTimings } from '../../adapters/queue/settings.ts'
import type { Config } from '../../config/config.ts'
import type { DeadlyPoint } from './kill-points.ts'

/** What a bot in a process of its own is given at its start, as JSON in its only argument. */
export interface BotSettings {
  readonly folder: string
  /** Configuration variables; nothing of this process's own environment counts. */
  readonly env: Readonly<Record<string, string>>
  /** Where the sample service is reached. */
  readonly ports: { readonly staging: number; readonly production: number }
  /** What it deploys in place of the sample service on this machine; nothing of it may be secret. */
  readonly services?: Config['services']
  /** May do everything; all others may look. */
  readonly owner: string
  /** A queue on Redis to use in place of the configured one: one that finds out soon that a worker is dead. */
  readonly queue?: { readonly url: string; readonly name: string; readonly timings: BullTimings }
}

/** What it can be asked from outside, and what it answers. */
export interface Questions {
  /** Arms a kill point. */
  arm: { readonly given: { readonly at: DeadlyPoint | undefined }; readonly answer: null }
  /** Answered when everything is said and done for now. */
  quiet: { readonly given: object; readonly answer: null }
  /** The types of all events after a position, in order. */
  events: { readonly given: { readonly after: number }; readonly answer: readonly LoggedEvent[] }
}

export interface LoggedEvent {
  readonly position: number
  readonly type: string
}

export type Asked = {
  [Name in keyof Questions]: { readonly number: number; readonly what: Name } & Questions[Name]['given']
}[keyof Questions]

/** `number` 0 says that the bot is ready. */
export type Answered =
  | { readonly number: number; readonly answer: unknown }
  | { readonly number: number; readonly fault: string }
