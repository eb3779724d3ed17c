import type { Card } from '../domain/card.ts'
import type { CorrelationId, MessageRef } from '../domain/ids.ts'
import type { Destination } from './chat-platform.ts'

/** People wait for the first kind; the second only keeps them posted and may be left out in between. */
export type Urgency = 'answer' | 'progress'

/** What should stand in a thread: the narrator writes it, the courier makes it so. */
export interface DesiredMessage {
  /** One per message for ever, at most 64 characters. */
  readonly key: string
  readonly to: Destination
  readonly card: Card
  readonly urgency: Urgency
  readonly correlationId: CorrelationId
  /** Something else is to take its place; until then `updateDraft` may change it. */
  readonly draft?: true
}

/** A message whose shown card is not yet the desired one, claimed by this courier. */
export interface DueMessage extends Omit<DesiredMessage, 'draft'> {
  /** Rises with every change of the card. */
  readonly revision: number
  /** Undefined until the message is known to have been posted. */
  readonly ref?: MessageRef
  /** When it was last posted or edited. */
  readonly shownAt?: Date
  /** True when an earlier try was started and its end is not known. */
  readonly attempted: boolean
  /** Failed tries since the last success. */
  readonly failures: number
}

export interface Outbox {
  /** Sets what should be shown and moves the narrator's checkpoint, both or neither; false when it was moved meanwhile. */
  narrate(messages: readonly DesiredMessage[], from: number, to: number): Promise<boolean>
  /**
   * Changes a draft that was narrated, such as an answer while it grows. It is not in the log: nothing is done when the
   * message is not there or no draft any more, so that a late draft never stands in the place of what was said at last.
   */
  updateDraft(key: string, card: Card): Promise<void>
  /**
   * Messages of one platform to post or edit: not yet as desired, whose `retryAt` has come, and claimed by nobody else
   * within the last `claimMs`, nor anything else in its thread, so that two couriers keep a thread's order. Answers before
   * progress, then oldest first.
   * @param inHand Threads and people whose messages the courier has in hand: none of theirs.
   */
  due(
    platform: string,
    now: Date,
    claimMs: number,
    limit: number,
    inHand?: readonly string[],
  ): Promise<readonly DueMessage[]>
  /**
   * Records that a try starts, so that a crash from here on is known as one; false when another courier was first, or has tried
   * since the message was read.
   */
  claim(message: Pick<DueMessage, 'key' | 'revision' | 'attempted'>, now: Date): Promise<boolean>
  markDelivered(key: string, revision: number, ref: MessageRef, now: Date): Promise<void>
  /** `retryAt` undefined gives the message up; it stays in the table with the reason. */
  markFailed(key: string, reason: string, retryAt: Date | undefined): Promise<void>
}
