import type { UserId } from '../../../src/domain/ids.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { WebConversation } from '../../../src/ports/web-conversation.ts'
import type { WebReads } from '../../../src/ports/web-reads.ts'

export const API = '/api/v1'

/** What the API needs of the bot. */
export interface ApiBehind {
  /** Who a token acts as; undefined for one that opens nothing. */
  authenticate(presented: string): Promise<UserId | undefined>
  readonly conversation: WebConversation
  readonly reads: WebReads
  /** Calls `heard` when a task may look otherwise than before. Returns how to stop. */
  readonly onTasksMoved: (heard: () => void) => () => void
  /** Takes out what has become a secret since it was written. */
  readonly redact: (text: string) => string
  readonly clock: Clock
  /** What can be asked for. */
  readonly intents: readonly string[]
}
