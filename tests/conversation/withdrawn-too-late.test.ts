import { expect, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { answerInWords } from '../../src/conversation/answer-in-words.ts'
import type { ThreadContext } from '../../src/conversation/context.ts'
import type { ConversationParts } from '../../src/conversation/parts.ts'
import { confirmationStream } from '../../src/domain/confirmation.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { confirmations, type PendingMessage } from '../../src/domain/projections.ts'
import { transact } from '../../src/log/transact.ts'
import { openMemoryStore } from '../support/memory-store.ts'

const START = new Date('2026-03-02T09:00:00Z')
const ANA = 'slack:ana'
const THREAD = 'slack:C1:1'

const NO: PendingMessage = {
  ...{ message: 'm-1', correlationId: 'm-1', thread: THREAD, by: ANA, groups: [], direct: false, text: 'no' },
}

function asked(confirmation: string, task: 'TASK-1' | 'TASK-2'): ShipmateEvent {
  return {
    ...{ type: 'confirmation.requested', confirmation, thread: THREAD, by: ANA, groups: [] },
    plan: { kind: 'cancel', task, title: 'Deploy billionmail', service: 'billionmail' },
    ...{ planHash: confirmation, rule: 'Cancelling a task is always confirmed.', expiresAt: '2026-03-02T09:10:00Z' },
    buttons: { confirm: `${confirmation}-yes`, cancel: `${confirmation}-no` },
  }
}

test('a no that comes right after a press does not say that nothing was started', async () => {
  const store = await openMemoryStore()
  const cause = { correlationId: 'c-1', actor: ANA }
  const append = (confirmation: string, body: ShipmateEvent) =>
    transact(store, cause, START, async (transaction) => {
      await transaction.read(confirmationStream(confirmation))
      transaction.append(confirmationStream(confirmation), body)
    })
  await append('c-1', asked('c-1', 'TASK-1'))
  await append('c-2', asked('c-2', 'TASK-2'))
  const parts = { store, clock: createHandClock(START) } as unknown as ConversationParts
  const context: ThreadContext = {
    dialogue: { by: ANA, turns: [] },
    confirmations: await store.list(confirmations, { labels: ['open'] }),
    questions: [],
  }
  const { follow } = await answerInWords(parts, NO, context, false)
  await append('c-1', { type: 'confirmation.given', confirmation: 'c-1', by: ANA })
  const said = await transact(store, cause, START, async (transaction) => follow?.(transaction))
  const text = JSON.stringify(said.kind === 'done' && said.result)
  expect(text).toContain('Already confirmed')
  expect(text).toContain('Withdrawn:')
  expect(text).not.toContain('Nothing was started')
  expect((await store.list(confirmations)).map(({ state }) => state.kind).toSorted()).toEqual(['declined', 'given'])
  await store.close()
})
