import { expect, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import type { ShownMessage } from '../../adapters/store/memory/choose-due.ts'
import { createMemoryOutbox } from '../../adapters/store/memory/memory-outbox.ts'
import type { Card } from '../../src/domain/card.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { ReceivedMessage } from '../../src/domain/message.ts'
import { startCourier } from '../../src/messaging/courier.ts'
import { tellAskerBy } from '../../src/messaging/tell-asker.ts'
import { countUndelivered } from '../../src/messaging/undelivered-count.ts'
import { type Destination, UndeliverableError } from '../../src/ports/chat-platform.ts'
import type { DesiredMessage } from '../../src/ports/outbox.ts'
import { noTracing } from '../../src/ports/tracing.ts'
import type { Undelivered } from '../../src/ports/undelivered.ts'
import { openMemoryStore } from '../support/memory-store.ts'

const AT = new Date('2026-03-02T09:00:00Z')
const THREAD = 'slack:C1:1'
const MESSAGE = '6f2c1f0e-7c5b-4a53-9d38-0f8f8f1f2a11'

const received: ReceivedMessage = {
  ...{ thread: THREAD, by: 'slack:U0ANA', groups: [], direct: false, text: 'show the logs of billing' },
}

const card = (text: string, more: Partial<Card> = {}): Card => ({
  ...{ tone: 'neutral', blocks: [{ kind: 'text', text }] },
  ...more,
})

interface World {
  readonly said?: Partial<ReceivedMessage>
  /** Why nothing can be posted in the thread, and whether direct messages arrive. */
  readonly why?: Undelivered
  readonly noDirect?: true
}

/** A workspace in which nothing can be posted where Ana asked. */
async function unreachableThread({ said, why = 'channel-archived', noDirect }: World = {}) {
  const store = await openMemoryStore()
  const body = { type: 'message.received', message: MESSAGE, received: { ...received, ...said } } as const
  const streams = [{ stream: `message-${MESSAGE}`, expectedVersion: 0, bodies: [body] }]
  await store.append({ correlationId: MESSAGE, actor: received.by, at: AT, streams })
  const rows = new Map<string, ShownMessage>()
  const outbox = createMemoryOutbox(rows, store.checkpoints)
  const direct: { to: Destination; card: Card }[] = []
  const undelivered = countUndelivered()
  let duringNextPost = async (): Promise<void> => {}
  const courier = startCourier({
    platform: {
      name: 'slack',
      async post(to, shown) {
        const during = duringNextPost
        duringNextPost = async () => {}
        await during()
        if (to.kind === 'thread') throw new UndeliverableError('refused', { why })
        if (noDirect) throw new UndeliverableError('refused', { why: 'person-unreachable' })
        direct.push({ to, card: shown })
        return 'slack:D1:1'
      },
      async edit() {
        throw new UndeliverableError('refused', { why })
      },
    },
    ...{ outbox, clock: createHandClock(AT), tracing: noTracing, tellAsker: tellAskerBy(store) },
    onError: () => {},
    onGivenUp: (reason) => undelivered.add('slack', reason),
  })
  let position = 0
  const narrates = async (message: Partial<DesiredMessage> = {}): Promise<void> => {
    const answer: DesiredMessage = {
      ...{ key: `reply-${MESSAGE}`, to: { kind: 'thread', thread: THREAD }, card: card('Here are the logs.') },
      ...{ urgency: 'answer', correlationId: MESSAGE },
    }
    await outbox.narrate([{ ...answer, ...message }], position, position + 1)
    position += 1
  }
  const says = async (message: Partial<DesiredMessage> = {}): Promise<void> => {
    await narrates(message)
    courier.wake()
    await courier.settled()
  }
  const notes = (stream: string, body: ShipmateEvent, causationId?: string) =>
    store.append({
      ...{ correlationId: MESSAGE, actor: 'slack:U0BEN', at: AT, ...(causationId !== undefined && { causationId }) },
      streams: [{ stream, expectedVersion: 0, bodies: [body] }],
    })
  const duringTheNextPost = (what: () => Promise<void>): void => {
    duringNextPost = what
  }
  return {
    says,
    narrates,
    notes,
    duringTheNextPost,
    direct,
    rows,
    undelivered,
    words: () => direct.map((one) => JSON.stringify(one.card)).join('\n'),
  }
}

test('whoever asked in a channel that is archived meanwhile gets the answer directly, with the reason', async () => {
  const { says, direct, words, undelivered } = await unreachableThread()
  await says()
  expect(direct.map(({ to }) => to)).toEqual([{ kind: 'direct', user: 'slack:U0ANA' }])
  expect(words()).toContain(
    'My answer to “show the logs of billing” could not be posted there, because the channel or thread is archived',
  )
  expect(words()).toContain('Here are the logs.')
  expect(undelivered.of('slack')).toEqual({ 'channel-archived': 1 })
})

test.each([
  ['de', 'denn der Kanal oder Thread ist archiviert'],
  ['es', 'porque el canal o el hilo está archivado'],
] as const)('in the language of the question (%s)', async (language, words) => {
  const world = await unreachableThread({ said: { language } })
  await world.says()
  expect(world.words()).toContain(words)
})

test.each([
  ['channel-gone', 'the channel is gone or closed to me'],
  ['not-in-channel', 'I am not in the channel'],
  ['not-allowed', 'I may not post there'],
] as const)('every reason is said in words: %s', async (why, words) => {
  const world = await unreachableThread({ why })
  await world.says()
  expect(world.words()).toContain(words)
})

test('an answer that comes while its thought is being refused is told too', async () => {
  const { says, narrates, duringTheNextPost, words, undelivered } = await unreachableThread()
  duringTheNextPost(() => narrates())
  await says({ card: card('Let me think…', { tone: 'progress' }), draft: true })
  expect(words()).toContain('Here are the logs.')
  expect(undelivered.of('slack')).toEqual({ 'channel-archived': 1 })
})

test('once for a request and a reason, however many messages cannot be posted', async () => {
  const { says, direct, undelivered } = await unreachableThread()
  await says()
  await says({ card: card('Here are more logs.') })
  await says({ key: 'lock-1' })
  expect(direct).toHaveLength(1)
  expect(undelivered.of('slack')).toEqual({ 'channel-archived': 3 })
})

test('progress and thoughts are worth no message, and an answer after them is', async () => {
  const { says, direct } = await unreachableThread()
  await says({ key: 'status-TASK-1', urgency: 'progress' })
  await says({ card: card('Let me think…', { tone: 'progress' }), draft: true })
  expect(direct).toEqual([])
  await says()
  expect(direct).toHaveLength(1)
})

test('a result has a direct message of its own: only the sentence is said', async () => {
  const { says, words } = await unreachableThread()
  await says({ key: 'result-TASK-1', card: card('billing is on v1.2.0.') })
  expect(words()).toContain('The result of “show the logs of billing” could not be posted there')
  expect(words()).not.toContain('v1.2.0')
})

test('a question comes without its buttons, and says what to do instead', async () => {
  const { says, words } = await unreachableThread()
  const buttons = { kind: 'buttons', buttons: [{ id: 'yes-1', label: 'Confirm', style: 'primary' }] } as const
  await says({ urgency: 'decision', card: card('Deploy billing?', { blocks: [buttons] }) })
  expect(words()).toContain('ask me again in this conversation')
  expect(words()).not.toContain('yes-1')
})

test('a direct message that cannot arrive ends there', async () => {
  const { says, rows, undelivered } = await unreachableThread({ noDirect: true })
  await says()
  expect(rows.size).toBe(2)
  expect(undelivered.of('slack')).toEqual({ 'channel-archived': 1, 'person-unreachable': 1 })
})

test.each([
  ['what was deleted by somebody', { why: 'message-deleted' }, {}],
  ['what was asked in a direct message', { said: { direct: true } }, {}],
  ['what goes to another channel than where it was asked', {}, { to: { kind: 'thread', thread: 'slack:C2:9' } }],
  ['what nobody asked for', {}, { key: 'health-TASK-1', correlationId: 'a schedule' }],
] as const)('nobody is told of %s', async (_, world, message) => {
  const { says, direct, rows } = await unreachableThread(world)
  await says(message)
  expect(direct).toEqual([])
  expect(rows.size).toBe(1)
})

const PRESSED = '0b54a7a2-93a9-4c52-8a6a-5d1f6f0d7c33'

/** Ben has pressed “Roll back” on the card of what Ana had asked for. */
async function benHasPressed() {
  const world = await unreachableThread()
  const pressed = { ...received, by: 'slack:U0BEN', text: 'roll back billing' }
  await world.notes(`message-${PRESSED}`, { type: 'message.received', message: PRESSED, received: pressed })
  return { ...world, told: () => world.direct.map(({ to }) => to.kind === 'direct' && to.user) }
}

const QUESTION: ShipmateEvent = {
  ...({ type: 'question.asked', question: 'q-1', thread: THREAD, by: 'slack:U0BEN', groups: [], choices: [] } as const),
  ...{ intent: 'rollback.start', slots: {}, slot: 'ref', prompt: 'Which version?', message: PRESSED },
}

test('whoever pressed a button on the card of somebody else is told, and neither hides what the other is told', async () => {
  const { says, told, words } = await benHasPressed()
  await says({ key: `reply-${PRESSED}` })
  expect(words()).toContain('My answer to “roll back billing” could not be posted there')
  await says()
  expect(told()).toEqual(['slack:U0BEN', 'slack:U0ANA'])
})

test('so is whoever a question was for', async () => {
  const { says, notes, told, words } = await benHasPressed()
  await notes('question-q-1', QUESTION, PRESSED)
  await says({ key: 'question-q-1', urgency: 'decision' })
  expect(words()).toContain('My question about “roll back billing”')
  expect(told()).toEqual(['slack:U0BEN'])
})

test('nobody is told of what somebody else has asked for in words that are not known', async () => {
  const { says, notes, told } = await benHasPressed()
  await notes('question-q-1', QUESTION, 'slack:press:7')
  await says({ key: 'question-q-1+2', urgency: 'decision' })
  expect(told()).toEqual([])
})
