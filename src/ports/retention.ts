import { BotError } from '../domain/errors.ts'

export interface Retained {
  /** Words from before are erased: ISO 8601 in UTC. */
  readonly before: string
  /** Events from before it that hold words. */
  readonly events: number
  /** The same, but they belong to something open, and stay. */
  readonly open: number
  /** Messages and cards beside the log of which words were erased; 0 as long as nothing was changed. */
  readonly beside: number
}

/** Thrown where nothing says how long words are kept. */
export class NoRetentionError extends BotError {
  override readonly name = 'NoRetentionError'
  readonly code = 'no_retention'
  readonly userMessage = 'Nothing says how long words are kept: set `retention: { messages: 90d }` in shipmate.yaml.'
}

/** Erases what people said longer ago than it may be kept. @param isApplied False: only looks. @throws {NoRetentionError} */
export type ApplyRetention = (isApplied: boolean) => Promise<Retained>
