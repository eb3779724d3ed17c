import { expect, onTestFinished, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { createMemoryStore } from '../../adapters/store/memory/memory-store.ts'
import { createMemoryTables } from '../../adapters/store/memory/memory-tables.ts'
import { sentenceCard } from '../../src/cards/sentence-card.ts'
import type { EventBody } from '../../src/domain/event.ts'
import { startCourier } from '../../src/messaging/courier.ts'
import type { ChatPlatform } from '../../src/ports/chat-platform.ts'
import type { DesiredMessage } from '../../src/ports/outbox.ts'
import { noTracing } from '../../src/ports/tracing.ts'

const MESSAGE: DesiredMessage = {
  key: 'reply-1',
  to: { kind: 'thread', thread: 'slack:C1:1' },
  card: sentenceCard('hello'),
  urgency: 'answer',
  correlationId: 'c',
}

/** Couriers of several processes, one thread of a platform, and posts that take as long as the test says. */
function processes(isShared = true) {
  const clock = createHandClock(new Date('2026-03-10T10:00:00.000Z'))
  const tables = createMemoryTables<EventBody>()
  const posted: string[] = []
  const renewed: (readonly string[])[] = []
  const gate = Promise.withResolvers<void>()
  const started = Promise.withResolvers<void>()
  const open = () => {
    const { outbox } = createMemoryStore<EventBody>([], tables)
    return {
      ...outbox,
      isShared,
      async renew(keys: readonly string[], now: Date) {
        renewed.push(keys)
        await outbox.renew(keys, now)
      },
    }
  }
  const start = (end: Promise<void> = Promise.resolve()) => {
    const platform: ChatPlatform = {
      name: 'slack',
      async post(_, __, { key, mayExist }) {
        if (mayExist && posted.includes(key)) return 'slack:C1:2'
        started.resolve()
        await end
        posted.push(key)
        return 'slack:C1:2'
      },
      async edit() {},
    }
    const courier = startCourier({ platform, outbox: open(), clock, tracing: noTracing, onError: () => {} })
    onTestFinished(() => {
      gate.resolve()
      return courier.stop()
    })
    return courier
  }
  return {
    ...{ posted, renewed, clock, start, outbox: open(), started: started.promise },
    slowly: () => start(gate.promise),
    letThrough: gate.resolve,
    async seconds(count: number): Promise<void> {
      for (let second = 0; second < count; second += 1) {
        clock.moveTo(new Date(clock.now().getTime() + 1_000))
        await Promise.resolve()
      }
    },
  }
}

test('a post that takes longer than a claim is made by no other process', async () => {
  const { outbox, slowly, started, start, seconds, posted, letThrough } = processes()
  await outbox.narrate([MESSAGE], 0, 1)
  const slow = slowly()
  await started
  const other = start()
  await other.settled()
  await seconds(100)
  await other.settled()
  letThrough()
  await slow.settled()
  await other.settled()
  expect(posted).toEqual(['reply-1'])
})

test('what is in hand is renewed every ten seconds together, and nothing once nothing is in hand', async () => {
  const { outbox, slowly, started, seconds, renewed, letThrough } = processes()
  await outbox.narrate([MESSAGE, { ...MESSAGE, key: 'reply-2', to: { kind: 'direct', user: 'slack:U1' } }], 0, 1)
  const slow = slowly()
  await started
  await seconds(29)
  expect(renewed).toEqual([
    ['reply-1', 'reply-2'],
    ['reply-1', 'reply-2'],
  ])
  letThrough()
  await slow.settled()
  await seconds(100)
  expect(renewed).toHaveLength(2)
})

test('nothing is renewed for messages that are quick, nor where no other process is', async () => {
  const quick = processes()
  await quick.outbox.narrate([MESSAGE], 0, 1)
  await quick.start().settled()
  await quick.seconds(100)
  expect(quick.renewed).toEqual([])
  const alone = processes(false)
  await alone.outbox.narrate([MESSAGE], 0, 1)
  const slow = alone.slowly()
  await alone.started
  await alone.seconds(100)
  expect(alone.renewed).toEqual([])
  alone.letThrough()
  await slow.settled()
})

test('a courier that stops keeps its claims until what is in hand has ended, and no longer', async () => {
  const { outbox, slowly, started, seconds, renewed, letThrough, clock } = processes()
  await outbox.narrate([MESSAGE], 0, 1)
  const slow = slowly()
  await started
  const end = slow.stop()
  await seconds(11)
  expect(renewed).toEqual([['reply-1']])
  letThrough()
  await end
  expect(clock.next()).toBeUndefined()
})
