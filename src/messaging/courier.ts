import { platformOf } from '../domain/ids.ts'
import { type ChatPlatform, RateLimitedError, UndeliverableError } from '../ports/chat-platform.ts'
import type { Clock } from '../ports/clock.ts'
import type { DueMessage, Outbox } from '../ports/outbox.ts'
import type { PostingLimits } from '../ports/posting-limits.ts'
import type { Tracing } from '../ports/tracing.ts'
import type { Undelivered } from '../ports/undelivered.ts'
import { type Loop, startLoop } from '../runtime/loop.ts'
import { createBudget, type Spending } from './budget.ts'
import { renewClaims } from './claim-renewal.ts'
import { paceLooks } from './look-pace.ts'
import type { TellAsker } from './tell-asker.ts'

export interface CourierParts {
  readonly platform: ChatPlatform
  readonly outbox: Outbox
  readonly clock: Clock
  readonly tracing: Tracing
  /** Left out: nobody is told in another way of what can never be posted. */
  readonly tellAsker?: TellAsker
  readonly onError: (error: unknown, message?: DueMessage) => void
  readonly onGivenUp?: (why: Undelivered) => void
}

export interface Courier extends Loop {
  readonly platform: string
  /** For how many messages it has time at this moment. */
  room(): number
  /** Delivers what was claimed for it. */
  hand(messages: readonly DueMessage[]): void
}

/** What happens to a message in between is one edit: nobody reads faster, and what is left out leaves room for others. */
const EDIT_INTERVAL_MS = 1500
/** A courier that has neither finished a message within this time nor renewed its claim has died. */
const CLAIM_MS = 30_000
/** How often a shared outbox is looked at without being woken, for messages that another process has written. */
const SHARED_LOOK_MS = 5_000
/** How often one's own is: a wake that was missed delays a message, and loses none. */
const OWN_LOOK_MS = 60_000
/** Threads that messages are on their way to; platforms take no more at a time either. */
const MOST_AT_ONCE = 50
const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 60_000
/** About a day of the longest pauses; nobody needs the message any more. */
const MOST_FAILURES = 1_500
/** Whoever deletes a message again and again does not want it. */
const MOST_DELETED = 3

/** Where a platform says nothing: as fast as messages come, and learned from its refusals. */
const UNSAID: PostingLimits = {
  limits: [],
  channelOf: (place) => place.split(':').slice(0, 2).join(':'),
  workspaceOf: platformOf,
}

/**
 * Makes the threads of one platform show what the outbox says. A thread's messages go out in order, threads beside each
 * other: what is slow in one holds up no other. It asks the platform's budget before it takes a message up, and takes no
 * progress where the rest is kept for answers. Wake it when the outbox has changed.
 */
export function startCourier({
  platform,
  outbox,
  clock,
  tracing,
  tellAsker,
  onError,
  onGivenUp,
}: CourierParts): Courier {
  const { limits = UNSAID } = platform
  const time = (): number => clock.now().getTime()
  const budget = createBudget(limits)
  limits.listen?.((said) => budget.spent(said, time()))
  /** By thread, what is on its way there. */
  const inHand = new Map<string, Promise<void>>()
  const renewal = renewClaims({ outbox, clock, onError })
  /** Others are due as soon as one in hand is delivered. */
  let isMore = false
  let stopped = false

  const round = async (): Promise<undefined> => {
    const now = clock.now()
    const lookAgainAt = new Date(now.getTime() + (outbox.isShared ? SHARED_LOOK_MS : OWN_LOOK_MS))
    const limit = MOST_AT_ONCE - inHand.size
    isMore = true
    // Whatever ends looks again.
    if (limit <= 0) return undefined
    const taken = await pace.look(() =>
      outbox.take({
        platform: platform.name,
        now,
        claimMs: CLAIM_MS,
        editsApartMs: EDIT_INTERVAL_MS,
        limit,
        inHand: [...inHand.keys()],
        allowance: budget.allowance(now.getTime()),
      }),
    )
    isMore = taken.isMore
    for (const message of taken.messages) takeUp(message)
    const roomAt = isMore ? budget.nextAt(time()) : undefined
    pace.lookAt(earliest(lookAgainAt, taken.nextAt, roomAt === undefined ? undefined : new Date(roomAt)))
    return undefined
  }

  const takeUp = (message: DueMessage): void => {
    const place = placeOf(message)
    const roomAt = budget.spend(spendingOf(message), time())
    const handle = roomAt === undefined ? deliver : (late: DueMessage) => outbox.postpone(late, new Date(roomAt))
    if (roomAt !== undefined) clock.at(new Date(roomAt), pace.lookSoon)
    // What was claimed right after a delivery was recorded may come before its end is known here.
    const before = inHand.get(place) ?? Promise.resolve()
    const release = renewal.hold(message.key)
    const done = before
      .then(() => handle(message))
      .catch((error) => {
        onError(error, message)
        // What could not be recorded stays claimed, and is looked for on the platform when the claim is over.
        clock.at(new Date(clock.now().getTime() + CLAIM_MS), pace.lookSoon)
      })
      .finally(() => {
        release()
        if (inHand.get(place) === done) inHand.delete(place)
        if (isMore) pace.lookSoon()
      })
    inHand.set(place, done)
  }

  const deliver = async (message: DueMessage): Promise<void> => {
    try {
      const { correlationId, ref: shown } = message
      const facts = { 'shipmate.platform': platform.name, 'shipmate.is_edit': shown !== undefined }
      const about = { correlationId, place: 'top', kind: 'client', facts } as const
      const ref = await tracing.inSpan('post', about, () => show(platform, message))
      const hasChanged = await outbox.markDelivered(message.key, revisionShown(message), ref, clock.now())
      if (hasChanged) isMore = true
    } catch (error) {
      onError(error, message)
      if (error instanceof RateLimitedError) await refusedBy(error, message)
      else await record(error, message)
      isMore = true
    }
  }

  const record = async (error: unknown, message: DueMessage): Promise<void> => {
    const why = whyNever(error, message)
    if (why === undefined) return outbox.markFailed(message.key, String(error), retryAt(message, clock.now()))
    if (why === 'message-deleted' && isMissed(message)) return outbox.postAgain(message.key)
    const { key, revision } = message
    if (await outbox.giveUp(key, revision, why, String(error), await tellAsker?.(message, why))) onGivenUp?.(why)
  }

  /** The platform did nothing of it, so nothing is to be looked for and nothing has failed. */
  const refusedBy = async ({ scope, retryAfterMs }: RateLimitedError, message: DueMessage): Promise<void> => {
    if (scope !== 'message') budget.refused(spendingOf(message), scope, retryAfterMs, time())
    await outbox.postpone(message, new Date(time() + retryAfterMs))
  }

  const spendingOf = (message: DueMessage): Spending => ({
    call: message.ref === undefined ? 'post' : 'edit',
    channel: limits.channelOf(placeOf(message)),
    urgency: message.urgency,
  })

  const pace = paceLooks(clock, () => loop.wake())
  const loop = startLoop({ clock, round, onError })
  return {
    ...loop,
    platform: platform.name,
    // Where others write too, one of them may look at the thread at the same moment: there only a look claims.
    room: () => (stopped || outbox.isShared ? 0 : Math.min(budget.room(time()), MOST_AT_ONCE - inHand.size)),
    hand(messages) {
      for (const message of messages) takeUp(message)
    },
    async settled() {
      do {
        await loop.settled()
        await Promise.all(inHand.values())
        await loop.settled()
      } while (inHand.size > 0)
    },
    async stop() {
      stopped = true
      pace.stop()
      await loop.stop()
      await Promise.all(inHand.values())
      renewal.stop()
    },
  }
}

async function show(platform: ChatPlatform, message: DueMessage): Promise<string> {
  if (message.ref === undefined) {
    const { attempted: mayExist, correlationId, deleted } = message
    // To the platform it is another message than the one that was deleted.
    const key = deleted === undefined ? message.key : `${message.key}~${deleted}`
    return platform.post(message.to, message.card, { key, mayExist, correlationId })
  }
  await platform.edit(message.ref, message.card)
  return message.ref
}

/**
 * What an earlier try has perhaps posted may have changed since, as when somebody has pressed its button: then the next look
 * edits it. Where it stands is recorded before that, since an edit may take away what it is found by.
 */
function revisionShown({ ref, attempted, revision }: DueMessage): number {
  return ref === undefined && attempted && revision > 1 ? revision - 1 : revision
}

function whyNever(error: unknown, { failures }: DueMessage): Undelivered | undefined {
  if (error instanceof UndeliverableError) return error.why
  return failures >= MOST_FAILURES ? 'failed-too-often' : undefined
}

/** Somebody has deleted it: what still asks for an answer, and what somebody has asked for, is posted once more. */
function isMissed({ urgency, card, deleted = 0 }: DueMessage): boolean {
  if (deleted >= MOST_DELETED || urgency === 'progress') return false
  return urgency === 'answer' || card.blocks.some((block) => block.kind === 'buttons' && block.buttons.length > 0)
}

function retryAt({ failures }: DueMessage, now: Date): Date {
  return new Date(now.getTime() + Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures, 10)))
}

function earliest(first: Date, ...others: readonly (Date | undefined)[]): Date {
  return others.reduce<Date>((one, other) => (other && other < one ? other : one), first)
}

function placeOf({ to }: DueMessage): string {
  return to.kind === 'thread' ? to.thread : to.user
}
