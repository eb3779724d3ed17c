import { expect, onTestFinished, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { createMemoryStore } from '../../adapters/store/memory/memory-store.ts'
import { sentenceCard } from '../../src/cards/sentence-card.ts'
import type { EventBody } from '../../src/domain/event.ts'
import { startCourier } from '../../src/messaging/courier.ts'
import type { ChatPlatform } from '../../src/ports/chat-platform.ts'
import type { DesiredMessage, Outbox } from '../../src/ports/outbox.ts'
import { noTracing } from '../../src/ports/tracing.ts'

const START = new Date('2026-03-10T10:00:00.000Z')

const messages = (name: string, count: number): readonly DesiredMessage[] =>
  Array.from({ length: count }, (_, index) => ({
    key: `${name}${index}`,
    to: { kind: 'thread', thread: `slack:C${name}${index}:1` },
    card: sentenceCard('one'),
    urgency: 'answer',
    correlationId: 'c',
  }))

/** A courier whose posts are on their way until they are let through, and what it asks of its outbox. */
function startWithSlowPosts() {
  const clock = createHandClock(START)
  const { outbox } = createMemoryStore<EventBody>([])
  const limits: number[] = []
  const gate = Promise.withResolvers<void>()
  const faults: unknown[] = []
  let posting = 0
  let whenPosting = { count: 0, reached: () => {} }
  const platform: ChatPlatform = {
    name: 'slack',
    async post(to) {
      posting += 1
      if (posting === whenPosting.count) whenPosting.reached()
      await gate.promise
      return to.kind === 'thread' ? to.thread : to.user
    },
    async edit() {},
  }
  const looking: Outbox = {
    ...outbox,
    take(taking) {
      limits.push(taking.limit)
      return outbox.take(taking)
    },
  }
  const onError = (error: unknown): void => void faults.push(error)
  const courier = startCourier({ platform, outbox: looking, clock, tracing: noTracing, onError })
  onTestFinished(() => courier.stop())
  const postsOnTheirWay = (count: number): Promise<void> =>
    new Promise((reached) => {
      whenPosting = { count, reached }
    })
  return { outbox, courier, limits, faults, postsOnTheirWay, letThrough: gate.resolve }
}

test('a courier with more in hand than it takes up looks again when it has room', async () => {
  const { outbox, courier, limits, faults, postsOnTheirWay, letThrough } = startWithSlowPosts()
  await courier.settled()
  const room = courier.room()
  await outbox.narrate(messages('a', 40), 0, 1)
  const forty = postsOnTheirWay(40)
  courier.wake()
  await forty
  // Claimed with the room of before, and handed over after the look has taken it up.
  const narrated = await outbox.narrate(messages('b', 40), 1, 2, { platforms: ['slack'], now: START, limit: room })
  const eighty = postsOnTheirWay(80)
  courier.hand(narrated?.claimed ?? [])
  await eighty
  courier.wake()
  letThrough()
  await courier.settled()
  expect(limits.filter((limit) => limit <= 0)).toEqual([])
  expect(faults).toEqual([])
  expect((await outbox.take({ platform: 'slack', now: START, claimMs: 0, editsApartMs: 0, limit: 1 })).isMore).toBe(
    false,
  )
})

/** Each look takes as long as the test says, by a clock that stands still otherwise. */
function startWithSlowLooks(lookMs: number, more: Partial<Outbox> = {}) {
  const clock = createHandClock(START)
  const now = (): number => clock.now().getTime() - START.getTime()
  const { outbox } = createMemoryStore<EventBody>([])
  const looks: number[] = []
  const posted: string[] = []
  const looking: Outbox = {
    ...outbox,
    ...more,
    async take(taking) {
      looks.push(now())
      const taken = await (more.take ?? outbox.take)(taking)
      clock.moveTo(new Date(clock.now().getTime() + lookMs))
      return taken
    },
  }
  const platform: ChatPlatform = {
    name: 'slack',
    async post(_, __, { key }) {
      posted.push(`${now()} ${key}`)
      return `slack:C1:${key}`
    },
    async edit() {},
  }
  const courier = startCourier({ platform, outbox: looking, clock, tracing: noTracing, onError: () => {} })
  onTestFinished(() => courier.stop())
  const moveTo = async (ms: number): Promise<void> => {
    clock.moveTo(new Date(START.getTime() + ms))
    await courier.settled()
  }
  return { outbox, courier, looks, posted, moveTo }
}

const inOneThread = (count: number): readonly DesiredMessage[] =>
  messages('m', count).map((message) => ({ ...message, to: { kind: 'thread', thread: 'slack:C1:1' } }))

test('a look that follows from a delivery comes four times as long after the last one as that took', async () => {
  const { outbox, courier, looks, posted, moveTo } = startWithSlowLooks(100)
  await courier.settled()
  await moveTo(10_000)
  await outbox.narrate(inOneThread(3), 0, 1)
  courier.wake()
  await courier.settled()
  await moveTo(10_499)
  expect(posted).toEqual(['10100 m0'])
  await moveTo(10_500)
  await moveTo(10_999)
  await moveTo(11_000)
  expect(looks).toEqual([0, 10_000, 10_500, 11_000])
  expect(posted).toEqual(['10100 m0', '10600 m1', '11100 m2'])
})

test('a wake from outside looks at once, and what follows from it is paced by that look', async () => {
  const { outbox, courier, looks, moveTo } = startWithSlowLooks(100)
  await courier.settled()
  await outbox.narrate(inOneThread(3), 0, 1)
  courier.wake()
  await courier.settled()
  courier.wake()
  await courier.settled()
  expect(looks).toEqual([0, 100, 200])
  await moveTo(699)
  expect(looks).toHaveLength(3)
  await moveTo(700)
  expect(looks).toEqual([0, 100, 200, 700])
})

test('a timer that ends within the pause waits for its end', async () => {
  const soon = new Date(START.getTime() + 150)
  const take = async () => ({ messages: [], isMore: false, nextAt: soon })
  const { courier, looks, moveTo } = startWithSlowLooks(100, { take })
  await courier.settled()
  await moveTo(499)
  expect(looks).toEqual([0])
  await moveTo(500)
  expect(looks).toEqual([0, 500])
})

test('where looks take no time there is no pause, and a clock that jumps makes no long one', async () => {
  const quick = startWithSlowLooks(0)
  await quick.outbox.narrate(inOneThread(3), 0, 1)
  quick.courier.wake()
  await quick.courier.settled()
  expect(quick.posted).toEqual(['0 m0', '0 m1', '0 m2'])
  const jumping = startWithSlowLooks(3_600_000)
  await jumping.outbox.narrate(inOneThread(2), 0, 1)
  jumping.courier.wake()
  await jumping.courier.settled()
  const before = jumping.looks.length
  await jumping.moveTo((before + 1) * 3_600_000)
  expect(jumping.looks.length).toBeGreaterThan(before)
})
