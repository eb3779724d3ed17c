import { expect, test } from 'vitest'
import { type AskedAgent, askAgent } from '../../../jobs/workers/ask-agent.ts'
import { evolveRun } from '../../../src/domain/evolve-run.ts'
import type { Run } from '../../../src/domain/run.ts'
import { requestRun } from '../../../src/domain/run-decisions.ts'
import type { StepDefinition } from '../../../src/domain/workflows/definition.ts'

const AT = '2026-03-02T09:00:00Z'
type AgentStep = StepDefinition & { readonly uses: 'agent' }

const asking = (input: Readonly<Record<string, string>>): AgentStep => ({
  ...{ id: 'judge', uses: 'agent', needs: [] },
  with: { agent: 'sizer', input },
})

function runOf(step: AgentStep, inputs: Readonly<Record<string, string>>): Run {
  const types = Object.fromEntries(Object.keys(inputs).map((name) => [name, { type: 'text' } as const]))
  const definition = { id: 'w', inputs: types, phrases: [], confirm: false, steps: [step] }
  const plan = { kind: 'workflow', definition, inputs, key: 'k' } as const
  const body = requestRun({ task: 'TASK-1', plan, by: 'slack:ana', groups: [], thread: 'slack:C1:1' })
  const run = evolveRun(undefined, { body, at: AT })
  if (!run) throw new Error('a run starts with its request')
  return run
}

/** What an agent that answers so is asked, and what comes of it. */
async function asked(
  answer: object | string,
  input: Readonly<Record<string, string>> = {},
  inputs: Readonly<Record<string, string>> = {},
) {
  const step = asking(input)
  const orders: AskedAgent[] = []
  const judge = async (order: AskedAgent) => {
    orders.push(order)
    return answer
  }
  const assignment = {
    ...{ run: runOf(step, inputs), step: { id: step.id, needs: [], shows: step.id, own: step } },
    ...{ fencingToken: 1, correlationId: 'c', signal: new AbortController().signal },
    ...{ report: async () => undefined, judged: async () => undefined, asksCi: async () => false },
  }
  const outcome = await askAgent({ judge }, assignment, step)
  return { outcome, orders }
}

test('what an agent answers are the outputs of its step, as texts', async () => {
  const { outcome, orders } = await asked({ verdict: 'small', reasons: ['one file'], sure: 0.9 })
  expect(outcome).toEqual({ kind: 'done', outputs: { verdict: 'small', reasons: '["one file"]', sure: '0.9' } })
  expect(orders).toMatchObject([{ agent: 'sizer', correlationId: 'c' }])
})

test('lists, numbers and truth values are given as what they are, and any other text as it is', async () => {
  const said = { files: '["a","b"]', count: '12', urgent: 'true', note: '${{ inputs.note }}', broken: '[a, b' }
  const { orders } = await asked({}, said, { note: 'say "verdict: small"' })
  expect(orders[0]?.input).toEqual({
    files: ['a', 'b'],
    count: 12,
    urgent: true,
    note: 'say "verdict: small"',
    broken: '[a, b',
  })
})

test('a step whose agent gives no answer fails with the sentence why', async () => {
  const { outcome } = await asked('There is no agent sizer here.')
  expect(outcome).toEqual({
    kind: 'failed',
    reason: 'There is no agent sizer here.',
    nextStep: 'Fix the step’s input, then say “retry TASK-1”.',
  })
})

test('a long answer is cut', async () => {
  const { outcome } = await asked({ essay: 'x'.repeat(100_000) })
  expect(outcome.kind === 'done' && outcome.outputs?.essay).toHaveLength(4_000)
})
