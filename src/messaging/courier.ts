import { type ChatPlatform, RateLimitedError, UndeliverableError } from '../ports/chat-platform.ts'
import type { Clock } from '../ports/clock.ts'
import type { DueMessage, Outbox } from '../ports/outbox.ts'
import { type Loop, startLoop } from '../runtime/loop.ts'

export interface CourierParts {
  readonly platform: ChatPlatform
  readonly outbox: Outbox
  readonly clock: Clock
  readonly onError: (error: unknown, message?: DueMessage) => void
}

/** Slack allows about one edit per 1.5 to 3 s for a workspace's messages (tier 3, 50+ a minute); shared by all its messages. */
const EDIT_INTERVAL_MS = 1500
/** A courier that has not finished a message within this time has died. */
const CLAIM_MS = 30_000
/** Polls without being woken, for messages that another process has written. */
const IDLE_LOOK_MS = 5_000
const BATCH = 50
/** Threads that messages are on their way to; platforms take no more at a time either. */
const MOST_AT_ONCE = 50
const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 60_000
/** About a day of the longest pauses; nobody needs the message any more. */
const MOST_FAILURES = 1_500

/**
 * Makes the threads of one platform show what the outbox says. A thread's messages go out in order, threads beside each
 * other: what is slow in one holds up no other. Wake it when the outbox has changed.
 */
export function startCourier({ platform, outbox, clock, onError }: CourierParts): Loop {
  let restUntil = 0
  /** When the next failed delivery is due again. */
  let retriesAt: readonly number[] = []
  /** By thread, what is on its way there. */
  const inHand = new Map<string, Promise<void>>()
  /** Threads were left out of what is due because they are in hand. */
  let someLeft = false
  let stopped = false
  const resting = (): boolean => clock.now().getTime() < restUntil

  const round = async (): Promise<Date> => {
    if (resting()) return new Date(restUntil)
    const now = clock.now()
    const room = MOST_AT_ONCE - inHand.size
    someLeft = inHand.size > 0
    const due = room > 0 ? await outbox.due(platform.name, now, CLAIM_MS, BATCH, [...inHand.keys()]) : []
    retriesAt = retriesAt.filter((at) => at > now.getTime())
    const ready = due.filter((message) => editableAt(message) <= now.getTime())
    const places = [...Map.groupBy(ready, placeOf)].slice(0, room)
    for (const [place, messages] of places) takeUp(place, messages)
    // One thread may fill a whole batch.
    if (due.length === BATCH && places.length > 0) loop.wake()
    const edits = due.map(editableAt).filter((at) => at > now.getTime())
    return new Date(Math.min(now.getTime() + IDLE_LOOK_MS, ...edits, ...retriesAt))
  }

  const takeUp = (place: string, messages: readonly DueMessage[]): void => {
    const done = deliverInOrder(messages).finally(() => {
      inHand.delete(place)
      if (someLeft || resting()) loop.wake()
    })
    inHand.set(place, done)
  }

  /** What is still to come when the platform wants a rest, or another courier has been here, stays due. */
  const deliverInOrder = async (messages: readonly DueMessage[]): Promise<void> => {
    for (const message of messages) {
      if (resting() || stopped) return
      const goOn = await deliver(message).catch((error) => {
        onError(error, message)
        clock.at(new Date(clock.now().getTime() + FIRST_RETRY_MS), loop.wake)
        return false
      })
      if (!goOn) return
    }
  }

  /** False when another courier was quicker. */
  const deliver = async (message: DueMessage): Promise<boolean> => {
    if (!(await outbox.claim(message, clock.now()))) return false
    try {
      const ref = await show(platform, message)
      await outbox.markDelivered(message.key, message.revision, ref, clock.now())
    } catch (error) {
      onError(error, message)
      if (error instanceof RateLimitedError) restUntil = Math.max(restUntil, clock.now().getTime() + error.retryAfterMs)
      const again = retryAt(message, error, clock.now())
      await outbox.markFailed(message.key, String(error), again)
      if (again) retriesAt = [...retriesAt, again.getTime()]
      loop.wake()
    }
    return true
  }

  const loop = startLoop({ clock, round, onError })
  return {
    ...loop,
    async settled() {
      do {
        await loop.settled()
        await Promise.all(inHand.values())
        await loop.settled()
      } while (inHand.size > 0)
    },
    async stop() {
      stopped = true
      await loop.stop()
      await Promise.all(inHand.values())
    },
  }
}

async function show(platform: ChatPlatform, message: DueMessage): Promise<string> {
  if (message.ref === undefined) {
    return platform.post(message.to, message.card, { key: message.key, mayExist: message.attempted })
  }
  await platform.edit(message.ref, message.card)
  return message.ref
}

/** Posts at once; spaces out the edits of one message and combines what happens in between. */
function editableAt({ ref, shownAt }: DueMessage): number {
  return ref === undefined || !shownAt ? 0 : shownAt.getTime() + EDIT_INTERVAL_MS
}

function retryAt({ failures }: DueMessage, error: unknown, now: Date): Date | undefined {
  if (error instanceof UndeliverableError || failures >= MOST_FAILURES) return undefined
  if (error instanceof RateLimitedError) return new Date(now.getTime() + error.retryAfterMs)
  return new Date(now.getTime() + Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures, 10)))
}

function placeOf({ to }: DueMessage): string {
  return to.kind === 'thread' ? to.thread : to.user
}
