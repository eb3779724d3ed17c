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
