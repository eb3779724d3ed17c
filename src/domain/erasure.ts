import type { UserId } from './ids.ts'
import { CHAIN_START, chainHash, type LogRow } from './log-chain.ts'

/** Why words were erased: somebody is forgotten, or what people write is kept for so long and no longer. */
export type ErasedBecause = 'forgotten' | 'retention'

/** An event of which words or names were taken, with a hash of what is left of it. */
export interface ErasedEvent {
  readonly position: number
  /** See {@link leftHash}. */
  readonly left: string
}

/**
 * `person.forgotten` comes first and names the alias that stands for somebody from then on. The person in it is erased as the
 * last of all: while they are named there, it is not done. `log.erased` comes before its events are changed, so that
 * whoever verifies the log never meets a change that nothing speaks of. Stream `erasure-<id>`.
 */
export type ErasureEvent =
  | { readonly type: 'person.forgotten'; readonly erasure: string; readonly person: UserId; readonly alias: UserId }
  | {
      readonly type: 'log.erased'
      readonly erasure: string
      readonly because: ErasedBecause
      readonly events: readonly ErasedEvent[]
    }
  /** All words from before a moment are gone, but for those of what was open. `events`: how many were changed. */
  | {
      readonly type: 'retention.applied'
      readonly erasure: string
      /** ISO 8601 in UTC. */
      readonly before: string
      readonly events: number
    }

export function erasureStream(erasure: string): string {
  return `erasure-${erasure}`
}

/** SHA-256 in hexadecimal of an event as it is after an erasure, whatever stands before it. */
export function leftHash(row: LogRow): string {
  return chainHash(CHAIN_START, row)
}
