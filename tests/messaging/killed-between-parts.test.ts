import { expect, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import type { ShownMessage } from '../../adapters/store/memory/choose-due.ts'
import { createMemoryOutbox, liftMemoryClaims } from '../../adapters/store/memory/memory-outbox.ts'
import { cardText } from '../../src/cards/card-text.ts'
import type { Card } from '../../src/domain/card.ts'
import { startCourier } from '../../src/messaging/courier.ts'
import { fittedMessages } from '../../src/messaging/fitted-message.ts'
import type { Capacity } from '../../src/ports/capacity.ts'
import type { ChatPlatform } from '../../src/ports/chat-platform.ts'
import type { DesiredMessage, Outbox } from '../../src/ports/outbox.ts'
import { noTracing } from '../../src/ports/tracing.ts'
import { openMemoryStore } from '../support/memory-store.ts'

const SMALL: Capacity = {
  ...{ chars: 40, charsInBlock: 40, blocks: 2, fieldsInBlock: 1, rows: 1, tables: 1 },
  charsInField: () => 40,
  sizeOf: (block) => (block.kind === 'text' ? block.text.length : 0),
}

const paragraphs = (...letters: readonly string[]): Card => ({
  tone: 'neutral',
  blocks: [{ kind: 'text', text: letters.map((letter) => letter.repeat(30)).join('\n\n') }],
})

const answer = (card: Card, more: Partial<DesiredMessage> = {}): DesiredMessage => ({
  ...{ key: 'reply-1', to: { kind: 'thread', thread: 'slack:C1:1' }, card, urgency: 'answer', correlationId: 'c1' },
  ...more,
})

/** The database and the platform, which outlive the bot, and the bot, which dies at one of its calls. */
async function world() {
  const store = await openMemoryStore()
  const rows = new Map<string, ShownMessage>()
  const posted = new Map<string, { key: string; text: string }>()
  let calls = 0
  let diesAt = Number.POSITIVE_INFINITY
  let isLost = false
  /** Nothing that a dead process calls has any effect, but perhaps the call that it died in. */
  const call = async <Result>(effect: () => Result | Promise<Result>): Promise<Result> => {
    calls += 1
    if (calls <= diesAt) return effect()
    if (isLost && calls === diesAt + 1) await effect()
    throw new Error('killed')
  }
  const platform: ChatPlatform = {
    name: 'slack',
    post: (_, card, { key, mayExist }) =>
      call(() => {
        const earlier = [...posted].find(([, message]) => mayExist && message.key === key)
        const ref = earlier?.[0] ?? `slack:C1:${posted.size + 1}`
        if (!earlier) posted.set(ref, { key, text: cardText(card) })
        return ref
      }),
    edit: (ref, card) =>
      call(() => {
        const message = posted.get(ref)
        if (!message) throw new Error('nothing to edit')
        posted.set(ref, { ...message, text: cardText(card) })
      }),
  }
  const live = async (from: number, ...desired: readonly DesiredMessage[]): Promise<void> => {
    liftMemoryClaims(rows)
    const kept = createMemoryOutbox(rows, store.checkpoints)
    const outbox: Outbox = {
      ...kept,
      take: (taking) => call(() => kept.take(taking)),
      markDelivered: (...given) => call(() => kept.markDelivered(...given)),
      markFailed: (...given) => call(() => kept.markFailed(...given)),
    }
    const clock = createHandClock(new Date('2026-03-02T09:00:00Z'))
    if (desired.length > 0) await outbox.narrate(desired, from, from + 1)
    const courier = startCourier({ platform, outbox, clock, tracing: noTracing, onError: () => {} })
    for (let round = 0; round < 12; round += 1) {
      await courier.settled()
      clock.moveTo(new Date(clock.now().getTime() + 2_000))
    }
    await courier.stop()
  }
  return {
    live,
    texts: () => [...posted.values()].map(({ text }) => text),
    dieAfter(more: number, end: 'before' | 'in') {
      diesAt = calls + more
      isLost = end === 'in'
    },
    liveOn() {
      diesAt = Number.POSITIVE_INFINITY
    },
  }
}

const three = fittedMessages(answer(paragraphs('a', 'b', 'c')), SMALL)
const one = fittedMessages(answer(paragraphs('z')), SMALL)
const shownAs = (...letters: readonly string[]): readonly string[] =>
  letters.map((letter) => (letter === '…' ? letter : letter.repeat(30)))

test('an answer of three messages is three rows of the outbox, and a short one lets two of them go', () => {
  expect(three.map(({ key, dropped = [] }) => [key, ...dropped])).toEqual([['reply-1'], ['reply-1+2'], ['reply-1+3']])
  expect(one.map(({ key, dropped = [] }) => [key, ...dropped])).toEqual([['reply-1', 'reply-1+2', 'reply-1+3']])
})

test.each([
  ['progress', { urgency: 'progress' }],
  ['a question', { urgency: 'decision' }],
  ['a draft', { draft: true }],
] as const)('%s stays one message, however long', (_, more) => {
  const message = answer(paragraphs('a', 'b', 'c'), more)
  expect(fittedMessages(message, SMALL)).toEqual([message])
})

/** More than posting three parts and recording each takes, looks included. */
const CALLS = Array.from({ length: 14 }, (_, index) => index)
const DEATHS = CALLS.flatMap((calls) => [['before', calls] as const, ['in', calls] as const])

test.each(DEATHS)(
  'killed %s the call after %d others, a bot that starts again posts what is missing, once and in order',
  async (end, calls) => {
    const { live, texts, dieAfter, liveOn } = await world()
    dieAfter(calls, end)
    await live(0, ...three)
    liveOn()
    await live(1)
    expect(texts()).toEqual(shownAs('a', 'b', 'c'))
  },
)

test.each(DEATHS)(
  'killed %s the call after %d others of an edit to something shorter, no part of the longer one is left',
  async (end, calls) => {
    const { live, texts, dieAfter, liveOn } = await world()
    await live(0, ...three)
    dieAfter(calls, end)
    await live(1, ...one)
    liveOn()
    await live(2)
    expect(texts()).toEqual(shownAs('z', '…', '…'))
  },
)
