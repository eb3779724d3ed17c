import type { CorrelationId } from '../../domain/ids.ts'
import type { DialogueContext, Understanding } from '../../domain/understanding.ts'

/** The slots an intent must have, in the order they are asked for, and those it can have besides. */
export type SlotsOf = (intent: string) => { readonly needs: readonly string[]; readonly takes: readonly string[] }

/** A message that was understood, but not surely. */
export interface UnsureMessage {
  readonly text: string
  readonly dialogue: DialogueContext
  readonly understanding: Understanding
  readonly correlationId: CorrelationId
}
