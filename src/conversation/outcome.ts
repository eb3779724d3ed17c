import type { Card } from '../domain/card.ts'
import type { Transaction } from '../runtime/transact.ts'

/** What a message leads to: a reply in the thread, events, or both. */
export interface Outcome {
  readonly reply?: Card
  /**
   * Appends in the transaction that marks the message as handled, so that both happen or neither. It may be called
   * again when a race is lost. What it returns is said instead of `reply`.
   * @param thought The message under which “Let me think…” stands: the card that follows takes its place.
   */
  readonly follow?: (transaction: Transaction, thought?: string) => Promise<Card | undefined>
}
