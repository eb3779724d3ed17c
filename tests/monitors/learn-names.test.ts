import { expect, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { OFFERED_MS } from '../../src/domain/handover.ts'
import type { UserId } from '../../src/domain/ids.ts'
import { type AskName, startLearningNames } from '../../src/monitors/learn-names.ts'
import { transact } from '../../src/runtime/transact.ts'
import { openMemoryStore } from '../support/memory-store.ts'

const START = new Date('2026-12-01T09:00:00Z')

async function world(answers: Awaited<ReturnType<AskName>>[]) {
  const clock = createHandClock(START)
  const log = await openMemoryStore()
  const asked: UserId[] = []
  const named: string[] = []
  const offer = (to: UserId) =>
    transact(log, { correlationId: to, actor: 'slack:UANA' }, START, async (transaction) =>
      transaction.append(`handover-${to}`, {
        ...{ type: 'handover.offered', handover: to, thread: 'slack:C1/1', by: 'slack:UANA', to },
        ...{ tasks: ['TASK-1'], changes: [], button: to },
        expiresAt: new Date(START.getTime() + OFFERED_MS).toISOString(),
      }),
    )
  const loop = startLearningNames({
    ...{ log, clock },
    ask: async (user) => {
      asked.push(user)
      return answers.shift() ?? { kind: 'nobody' }
    },
    named: async (person, name) => {
      named.push(`${person} is ${name}`)
    },
    onError: (error) => {
      throw error
    },
  })
  return { clock, log, loop, asked, named, offer }
}

test('whoever a card names without having spoken is asked for once, and named', async () => {
  const { loop, asked, named, offer } = await world([{ kind: 'named', name: 'Ben (@ben)' }])
  await offer('slack:UBEN')
  await loop.settled()
  await offer('slack:UCAL')
  await loop.settled()
  expect(asked).toEqual(['slack:UBEN', 'slack:UCAL'])
  expect(named).toEqual(['slack:UBEN is Ben (@ben)'])
  await loop.stop()
})

test('a platform that does not answer is asked again after a minute', async () => {
  const { clock, loop, asked, named, offer } = await world([{ kind: 'silent' }, { kind: 'named', name: 'Ben (@ben)' }])
  await offer('slack:UBEN')
  await loop.settled()
  expect(asked).toHaveLength(1)
  clock.moveTo(new Date(START.getTime() + 60_000))
  await loop.settled()
  expect(asked).toHaveLength(2)
  expect(named).toEqual(['slack:UBEN is Ben (@ben)'])
  await loop.stop()
})
