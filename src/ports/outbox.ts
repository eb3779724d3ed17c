import type { Card } from '../domain/card.ts'
import type { CorrelationId, MessageRef } from '../domain/ids.ts'
import type { Destination } from './chat-platform.ts'
import type { Undelivered } from './undelivered.ts'

/**
 * What goes first. `decision`: answers to presses, confirmations and approvals, which hold people up. `answer`: results and
 * every other answer. `progress`: only keeps people posted, and may be left out in between.
 */
export const URGENCIES = ['decision', 'answer', 'progress'] as const
export type Urgency = (typeof URGENCIES)[number]

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
  /** Keys of parts that an earlier, longer version of it may have had: those that are there are emptied. */
  readonly dropped?: readonly string[]
}

/** A message whose shown card is not yet the desired one, claimed by this courier. */
export interface DueMessage extends Omit<DesiredMessage, 'draft' | 'dropped'> {
  /** Rises with every change of the card. */
  readonly revision: number
  /** Undefined until the message is known to have been posted. */
  readonly ref?: MessageRef
  /** True when an earlier try was started and its end is not known. */
  readonly attempted: boolean
  /** Failed tries since the last success. */
  readonly failures: number
  /** How often it was posted and deleted before; left out: never. */
  readonly deleted?: number
}

/** What a courier asks for. */
export interface Taking {
  readonly platform: string
  /** Of another try and of edits; claims of a shared outbox go by its own clock. */
  readonly now: Date
  /** Whoever has claimed a message so long ago, and has not renewed the claim since, has died. */
  readonly claimMs: number
  /** From one edit of a message to the next. */
  readonly editsApartMs: number
  readonly limit: number
  /** Threads and people whose messages the courier has in hand: none of theirs. */
  readonly inHand?: readonly string[]
  /** What the platform takes at this moment; left out: everything. */
  readonly allowance?: Allowance
}

/** What a platform takes at this moment, of each kind of call. */
export type Allowance = Readonly<Record<'post' | 'edit', Room>>

export interface Room {
  /** So many at most; left out: any number. */
  readonly most?: number
  /** So many of them are kept for what is no progress. */
  readonly reserve: number
  /** So many in one channel at most; left out: any number. */
  readonly mostInChannel?: number
  /** Left out: any number in each workspace. */
  readonly inWorkspace?: WorkspaceRoom
  /** What takes none, and what takes no progress: whole places, and channels, which are the first two parts of a place's id. */
  readonly full: readonly string[]
  readonly answersOnly: readonly string[]
}

/**
 * How much each workspace takes, whatever the others take. A workspace is what a channel's id names before a dot, `slack:T2` of
 * `slack:T2.C1`, else the platform, `slack`.
 */
export interface WorkspaceRoom {
  /** By workspace, of those that have taken something lately. */
  readonly most: Readonly<Record<string, number>>
  /** Of each other one. */
  readonly mostElsewhere: number
  /** So many of each are kept for what is no progress. */
  readonly reserve: number
}

/** Failures after which a message no longer keeps those behind it waiting: about four seconds, or what the platform asks for. */
export const HOLDS_FOR = 3

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
   * Claims messages to post or edit and records that their tries start, so that a crash from here on is known as one: one of
   * each thread, and none where anybody has a claim, so that couriers keep a thread's order.
   *
   * Within a thread, new messages keep their order, with progress after all others; one that waits for another try or for the
   * platform keeps those behind it waiting, until it has failed {@link HOLDS_FOR} times. Edits change no order: those of
   * decisions go with the new messages, other answers' after them, and none waits for a message before it.
   * Among threads the one that has the most urgent message goes first, then who has waited longest.
   */
  take(taking: Taking): Promise<Taken>
  /**
   * Says that what is in hand is still being worked on, since a platform may take longer than a claim is heeded. What another
   * process has claimed meanwhile stays with that one.
   * @param now Counts only where no other process may have another clock.
   */
  renew(keys: readonly string[], now: Date): Promise<void>
  /**
   * Nothing of how a try ended is recorded by a process whose claim has passed to another: neither this nor what follows.
   * @returns Whether its card has changed since it was taken.
   */
  markDelivered(key: string, revision: number, ref: MessageRef, now: Date): Promise<boolean>
  /** Gives a claimed message back untried, because the platform takes no more before then. It counts as no failure. */
  postpone(message: DueMessage, until: Date): Promise<void>
  markFailed(key: string, reason: string, retryAt: Date): Promise<void>
  /**
   * Leaves the message alone until its card changes; it stays in the table with why.
   * @param revision Of the card that was refused. Where there is a newer one by now, that one is still to be tried.
   * @param instead Posted in its stead, set in the same transaction; nothing where a message of that key is there already.
   * @returns Whether it was given up.
   */
  giveUp(key: string, revision: number, why: Undelivered, reason: string, instead?: DesiredMessage): Promise<boolean>
  /** Somebody has deleted a message that was shown: it is to be posted once more, as a new one. */
  postAgain(key: string): Promise<void>
}
