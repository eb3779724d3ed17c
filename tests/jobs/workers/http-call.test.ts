import { expect, test } from 'vitest'
import { httpCall } from '../../../jobs/workers/http-call.ts'
import { evolveRun } from '../../../src/domain/evolve-run.ts'
import type { Run } from '../../../src/domain/run.ts'
import { requestRun } from '../../../src/domain/run-decisions.ts'
import type { StepDefinition } from '../../../src/domain/workflows/definition.ts'
import type { HttpAnswer, HttpOrder } from '../../../src/ports/http-caller.ts'

const AT = '2026-03-02T09:00:00Z'
const step: StepDefinition & { readonly uses: 'http' } = {
  ...{ id: 'book', uses: 'http', needs: [] },
  with: { method: 'POST', url: 'https://desk.test/bookings', headers: {} },
}

function runWith(key: string): Run {
  const definition = { id: 'w', inputs: {}, phrases: [], confirm: false, steps: [step] }
  const plan = { kind: 'workflow', definition, inputs: {}, key } as const
  const body = requestRun({ task: 'TASK-1', plan, by: 'slack:ana', groups: [], thread: 'slack:C1:1' })
  const run = evolveRun(undefined, { body, at: AT })
  if (!run) throw new Error('a run starts with its request')
  return run
}

async function callFor(run: Run, answer: HttpAnswer, signal: AbortSignal) {
  const orders: HttpOrder[] = []
  const http = {
    async call(order: HttpOrder) {
      orders.push(order)
      return answer
    },
  }
  const assignment = {
    ...{ run, step: { id: step.id, needs: [], shows: step.id, own: step }, fencingToken: 1, correlationId: 'c' },
    ...{ signal, report: async () => undefined, judged: async () => undefined, asksCi: async () => false },
  }
  const outcome = await httpCall({ http, secrets: {}, redact: (text) => text }, assignment, step)
  return { outcome, key: orders[0]?.headers['idempotency-key'] }
}

const never = (): AbortSignal => new AbortController().signal

test('a request that was taken is done, though its run was called off meanwhile; any other is cancelled', async () => {
  const taken = await callFor(runWith('k'), { kind: 'answered', status: 201, body: '{"id":7}' }, AbortSignal.abort())
  expect(taken.outcome).toEqual({ kind: 'done', outputs: { id: '7', status: '201' } })
  const refused = await callFor(runWith('k'), { kind: 'answered', status: 500, body: '' }, AbortSignal.abort())
  expect(refused.outcome).toEqual({ kind: 'cancelled' })
})

test('two runs of the same number never send the same key, and one run always does', async () => {
  const answer = { kind: 'answered', status: 200, body: '' } as const
  const keyOf = async (key: string) => (await callFor(runWith(key), answer, never())).key
  expect(await keyOf('k')).toBe(await keyOf('k'))
  expect(await keyOf('k')).not.toBe(await keyOf('another'))
})

test('the key changes only when there was an answer: what was not answered may have been taken', async () => {
  const retried = (run: Run, unanswered?: true): Run => {
    const common = { type: 'run.step.retried', task: run.task, step: step.id, reason: 'no', until: AT } as const
    return evolveRun(run, { body: { ...common, ...(unanswered && { unanswered }) }, at: AT }) ?? run
  }
  const first = runWith('k')
  const lost = await callFor(first, { kind: 'unreachable', sentence: 'No answer.' }, never())
  expect(lost.outcome).toMatchObject({ kind: 'failed', unclear: 'unanswered' })
  const answer = { kind: 'answered', status: 200, body: '' } as const
  expect((await callFor(retried(first, true), answer, never())).key).toBe(lost.key)
  expect((await callFor(retried(first), answer, never())).key).not.toBe(lost.key)
})
