import type { Card } from '../domain/card.ts'
import type { Transaction } from '../runtime/transact.ts'

/**
 * What a message leads to: appends in the transaction that marks the message as handled, so that both happen or neither.
 * It may be called again when a race is lost.
 * @param thought The message under which “Let me think…” stands: the card that follows takes its place.
 * @returns What is said in the thread; nothing where what was appended has a card of its own.
 */
export type Outcome = (transaction: Transaction, thought?: string) => Promise<Card | undefined>

export const replyWith =
  (card: Card): Outcome =>
  async () =>
    card
