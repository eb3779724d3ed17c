import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import type { OpenStore } from '../../adapters/store/store.ts'
import type { EventBody } from '../../src/domain/event.ts'
import { startCourier } from '../../src/messaging/courier.ts'
import type { DesiredMessage } from '../../src/ports/outbox.ts'
import { noTracing } from '../../src/ports/tracing.ts'
import { busiestMinute } from './deployments.ts'
import { createFlakyPlatform, type Posted } from './flaky-platform.ts'
import { queued } from './queue.ts'

export interface Played {
  readonly lost: number
  readonly doubled: number
  /** Progress that was posted in a channel while an approval that could have gone waited there. */
  readonly overtaken: number
  /** Where the last approval of the first wave stands among its posts, and the first progress, from 1. */
  readonly lastApproval: number
  readonly firstProgress: number
  readonly approvals: number
  readonly refusals: { readonly tooFast: number; readonly failed: number; readonly unsure: number }
  readonly mostInMinute: number
  readonly simulatedSeconds: number
}

/** How far the clock moves at a time, at least: what is due in between goes together. */
const STEP_MS = 1_000
/** Approvals that come while the rest is on its way. */
const LATE_AFTER_STEPS = 5

/** Queues messages, has the courier post them as fast as the platform's limits allow, and looks at what came of it. */
export async function playOutbox(
  { store, outbox }: Pick<OpenStore<EventBody>, 'store' | 'outbox'>,
  count: number,
  channels: number,
): Promise<Played> {
  const clock = createHandClock(new Date('2026-03-10T10:00:00Z'))
  const start = clock.now().getTime()
  const chat = createFlakyPlatform(clock)
  const first = queued(Math.floor(count * 0.9), channels, 'first')
  const late = queued(count - first.length, channels, 'late')
  const waves: DesiredMessage[] = [...first]
  let overtaken = 0
  await outbox.narrate(first, 0, 1)
  const courier = startCourier({ platform: chat.platform, outbox, clock, tracing: noTracing, onError: () => undefined })
  for (let step = 0, seen = 0; chat.posted.length < count || chat.failing.size > 0; step += 1) {
    await courier.settled()
    const ofStep = chat.posted.slice(seen)
    seen = chat.posted.length
    overtaken += overtakenIn(ofStep, chat.posted, waves, chat.failing)
    if (step === LATE_AFTER_STEPS) {
      waves.push(...late)
      await outbox.narrate(late, 1, 2)
      courier.wake()
      await courier.settled()
    }
    const next = clock.next()
    if (!next || step > count) break
    clock.moveTo(new Date(Math.max(next.getTime(), clock.now().getTime() + STEP_MS)))
  }
  await courier.stop()
  await store.close()
  const keys = chat.posted.map(({ key }) => key)
  const ofFirst = keys.filter((key) => key.startsWith('first'))
  return {
    lost: waves.length - new Set(keys).size,
    doubled: keys.length - new Set(keys).size,
    overtaken,
    lastApproval: ofFirst.findLastIndex((key) => key.endsWith('decision')) + 1,
    firstProgress: ofFirst.findIndex((key) => key.endsWith('progress')) + 1,
    approvals: ofFirst.filter((key) => key.endsWith('decision')).length,
    refusals: chat.refusals,
    mostInMinute: busiestMinute(chat.posted.map(({ at }) => at)),
    simulatedSeconds: Math.round((clock.now().getTime() - start) / 1_000),
  }
}

/** Of what was posted just now: progress in channels where an approval still waits that has not just failed. */
function overtakenIn(
  now: readonly Posted[],
  posted: readonly Posted[],
  waves: readonly DesiredMessage[],
  failing: ReadonlySet<string>,
): number {
  const progress = now.filter(({ key }) => key.endsWith('progress'))
  if (progress.length === 0) return 0
  const done = new Set(posted.map(({ key }) => key))
  const waiting = new Set(
    waves.flatMap(({ key, to, urgency }) =>
      urgency === 'decision' && to.kind === 'thread' && !done.has(key) && !failing.has(key)
        ? [to.thread.split(':').slice(0, 2).join(':')]
        : [],
    ),
  )
  return progress.filter(({ channel }) => waiting.has(channel)).length
}
