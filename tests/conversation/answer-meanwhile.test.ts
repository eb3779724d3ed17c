import { expect, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { answerInWords } from '../../src/conversation/answer-in-words.ts'
import { readContext } from '../../src/conversation/context.ts'
import type { ConversationParts } from '../../src/conversation/parts.ts'
import { confirmationStream } from '../../src/domain/confirmation.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { messageStream } from '../../src/domain/message.ts'
import { confirmations, type PendingMessage } from '../../src/domain/projections.ts'
import type { Store } from '../../src/ports/event-store.ts'
import { transact } from '../../src/runtime/transact.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { NO_GATES } from '../support/no-gates.ts'

const START = new Date('2026-03-02T09:00:00Z')
const ANA = 'slack:ana'
const THREAD = 'slack:C1:1'

const said = (message: string, text: string): PendingMessage => ({
  ...{ message, correlationId: message, thread: THREAD, by: ANA, groups: [], direct: false, text },
})

function asked(confirmation: string, task: 'TASK-1' | 'TASK-2'): ShipmateEvent {
  return {
    ...{ type: 'confirmation.requested', confirmation, thread: THREAD, by: ANA, groups: [] },
    plan: { kind: 'cancel', task, title: 'Deploy billionmail', service: 'billionmail' },
    ...{ planHash: confirmation, rule: 'Cancelling always needs confirmation.', expiresAt: '2026-03-02T09:10:00Z' },
    buttons: { confirm: `${confirmation}-yes`, cancel: `${confirmation}-no` },
  }
}

const cause = { correlationId: 'c-1', actor: ANA }

function appendTo(store: Store<ShipmateEvent>, stream: string, body: ShipmateEvent) {
  return transact(store, cause, START, async (transaction) => {
    await transaction.read(stream)
    transaction.append(stream, body)
  })
}

const hears = (store: Store<ShipmateEvent>, { message, correlationId: _, ...received }: PendingMessage) =>
  appendTo(store, messageStream(message), { type: 'message.received', message, received })

test('a no that comes right after a press does not say that nothing was started', async () => {
  const store = await openMemoryStore()
  await appendTo(store, confirmationStream('c-1'), asked('c-1', 'TASK-1'))
  await appendTo(store, confirmationStream('c-2'), asked('c-2', 'TASK-2'))
  const parts = { store, clock: createHandClock(START) } as unknown as ConversationParts
  const context = await readContext(store, THREAD, ANA, START)
  const outcome = await answerInWords(parts, said('m-1', 'no'), context, false)
  await appendTo(store, confirmationStream('c-1'), { type: 'confirmation.given', confirmation: 'c-1', by: ANA })
  const told = await transact(store, cause, START, async (transaction) => outcome(transaction))
  const text = JSON.stringify(told.kind === 'done' && told.result)
  expect(text).toContain('Already confirmed')
  expect(text).toContain('Withdrawn:')
  expect(text).not.toContain('Nothing was started')
  expect((await store.list(confirmations)).map(({ state }) => state.kind).toSorted()).toEqual(['declined', 'given'])
  await store.close()
})

test('a yes counts no more when its person goes on speaking while the risk is judged anew', async () => {
  const store = await openMemoryStore()
  await appendTo(store, confirmationStream('c-1'), asked('c-1', 'TASK-1'))
  const parts = {
    ...{ store, clock: createHandClock(START), newId: () => crypto.randomUUID() },
    permissions: { decide: async () => ({ kind: 'allowed', rule: 'everybody may' }) },
    settings: { services: [], environments: [], confirmationMinutes: 10, gates: NO_GATES },
  } as unknown as ConversationParts
  const yes = said('m-1', 'yes')
  await hears(store, yes)
  const context = await readContext(store, THREAD, ANA, START)
  const outcome = await answerInWords(parts, yes, context, true)
  await hears(store, said('m-2', 'no, wait'))
  await transact(store, cause, START, async (transaction) => outcome(transaction))
  const [open] = await store.list(confirmations, { labels: ['open'] })
  expect(open?.again).toContain('something else was said')
  await store.close()
})
