import type { Card } from '../domain/card.ts'
import type { ThreadId } from '../domain/ids.ts'

/** Where people are asked about what an assistant proposes. */
export interface ProposalPlace {
  /**
   * Opens a thread for one proposal, with a card that says what it is.
   * @param own Where the assistant itself talks.
   * @param key One per proposal for ever: it is not opened twice.
   * @returns Undefined where the platform cannot be reached now.
   */
  open(card: Card, own: ThreadId, key: string): Promise<ThreadId | undefined>
}
