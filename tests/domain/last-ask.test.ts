import { expect, test } from 'vitest'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { answersDirectly, evolveLastAsks, type LastAsk, type LastAsks } from '../../src/domain/last-ask.ts'

const THREAD = 'slack:C1:1'
const ANA = 'slack:ana'
const BEN = 'slack:ben'

const asked: ShipmateEvent = {
  ...{ type: 'question.asked', question: 'q-1', thread: THREAD, by: ANA, groups: [], choices: [] },
  ...{ intent: 'deploy.start', slots: {}, slot: 'environment', prompt: 'Which environment?' },
}

const received = (message: string, by = ANA): ShipmateEvent => ({
  type: 'message.received',
  message,
  received: { thread: THREAD, by, groups: [], direct: false, text: 'whatever' },
})

const handled = (message: string, intent: string, by = ANA): ShipmateEvent => ({
  ...{ type: 'message.handled', message, thread: THREAD, by, intent, slots: {}, via: 'rules' },
})

function anaAfter(...events: readonly ShipmateEvent[]): LastAsk | undefined {
  return [asked, ...events].reduce<LastAsks>(evolveLastAsks, {})[ANA]
}

const directly = (message: string, ...events: readonly ShipmateEvent[]): boolean => {
  const ask = anaAfter(...events)
  return ask !== undefined && answersDirectly(ask, message)
}

test('only the first thing said since it was asked answers directly', () => {
  expect(directly('m-1', received('m-1'))).toBe(true)
  expect(directly('m-2', received('m-1'), received('m-2'))).toBe(false)
  expect(directly('m-1', received('m-1'), received('m-2'))).toBe(false)
})

test('what was said before it was asked does not answer it', () => {
  expect(directly('m-0', handled('m-0', 'confirm.yes'))).toBe(false)
})

test('what others say is none of its words, and is remembered', () => {
  const said = received('m-1', BEN)
  expect(anaAfter(said, handled('m-1', 'deploy.start', BEN))).toMatchObject({ othersSpoke: true, movedOn: false })
  expect(directly('m-2', said, received('m-2'))).toBe(true)
  const overheard: ShipmateEvent = { type: 'message.overheard', message: 'm-3', thread: THREAD, by: BEN }
  expect(anaAfter(overheard)?.othersSpoke).toBe(true)
})

test('small talk stays with the question, another request goes on from it', () => {
  expect(anaAfter(received('m-1'), handled('m-1', 'chat.thank'))?.movedOn).toBe(false)
  expect(anaAfter(received('m-1'), handled('m-1', 'deploy.status'))?.movedOn).toBe(true)
})

test('another request goes on from it however much small talk came before', () => {
  const smallTalk = Array.from({ length: 8 }, (_, index) => [
    received(`m-${index}`),
    handled(`m-${index}`, 'chat.thank'),
  ]).flat()
  expect(anaAfter(...smallTalk)?.movedOn).toBe(false)
  expect(anaAfter(...smallTalk, received('m-9'), handled('m-9', 'deploy.status'))?.movedOn).toBe(true)
})
