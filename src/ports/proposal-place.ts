import type { Card } from '../domain/card.ts'
import type { ThreadId } from '../domain/ids.ts'

/** Where people are asked about what an assistant proposes. */
export interface ProposalPlace {
  /**
   * Opens a thread for one proposal, with a card that says what it is.
   * @param key One per proposal for ever: it is not opened twice.
   * @returns Undefined where no place is set, or its platform cannot be reached now: then nobody could answer.
   */
  open(card: Card, key: string): Promise<ThreadId | undefined>
}
