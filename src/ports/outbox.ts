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
  /** True when an earlier try was started and its end is not known. */
  readonly attempted: boolean
  /** Failed tries since the last success. */
  readonly failures: number
}

/** What a courier asks for. */
export interface Taking {
  readonly platform: string
  readonly now: Date
  /** Whoever has claimed a message so long ago has died. */
  readonly claimMs: number
  /** From one edit of a message to the next. */
  readonly editsApartMs: number
  readonly limit: number
  /** Threads and people whose messages the courier has in hand: none of theirs. */
  readonly inHand?: readonly string[]
}

export interface Taken {
  readonly messages: readonly DueMessage[]
  /** Whether others are due now, but for the limit or for what is on its way to their thread. */
  readonly isMore: boolean
  /** When the next one that waits may be tried or edited again. */
  readonly nextAt: Date | undefined
}

/** Whose couriers have time to post at once what is new, and for how many messages. */
export interface Claim {
  readonly platforms: readonly string[]
  readonly now: Date
  readonly limit: number
}

export interface Narrated {
  /** Claimed as by `take`: messages that are new, the first of their threads, with nothing before them that is not yet shown. */
  readonly claimed: readonly DueMessage[]
  /** Whether there is something else to take that was not there before. What waited already is not counted. */
  readonly isMore: boolean
}

export interface Outbox {
  /** Whether other processes write to it too, so that there may be messages that nobody here was woken for. */
  readonly isShared: boolean
  /**
   * Sets what should be shown and moves the narrator's checkpoint, both or neither; undefined when it was moved meanwhile.
   * @param claim Left out: nothing is claimed.
   */
  narrate(messages: readonly DesiredMessage[], from: number, to: number, claim?: Claim): Promise<Narrated | undefined>
  /**
   * Changes a draft that was narrated, such as an answer while it grows. It is not in the log: nothing is done when the
   * message is not there or no draft any more, so that a late draft never stands in the place of what was said at last.
   */
  updateDraft(key: string, card: Card): Promise<void>
  /**
   * Claims messages to post or edit and records that their tries start, so that a crash from here on is known as one: of each
   * thread the first that is not yet as desired and whose time has come, and none where anybody has a claim, so that couriers
   * keep a thread's order. Answers before progress, then oldest first.
   */
  take(taking: Taking): Promise<Taken>
  /** @returns Whether its card has changed since it was taken. */
  markDelivered(key: string, revision: number, ref: MessageRef, now: Date): Promise<boolean>
  /** `retryAt` undefined gives the message up; it stays in the table with the reason. */
  markFailed(key: string, reason: string, retryAt: Date | undefined): Promise<void>
}
