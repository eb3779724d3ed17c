import { expect, test } from 'vitest'
import { evolveRun } from '../../src/domain/evolve-run.ts'
import type { Run } from '../../src/domain/run.ts'
import { requestRun } from '../../src/domain/run-decisions.ts'
import type { RunEvent } from '../../src/domain/run-events.ts'
import type { WorkflowDefinition } from '../../src/domain/workflows/definition.ts'
import { testOf } from '../../src/queries/test-of.ts'

const task = 'TASK-1'
const [asked, other] = ['a'.repeat(40), 'b'.repeat(40)]

/** A run that tests a version of payments, after these events. */
function runOf(version: string, ...events: readonly RunEvent[]): Run {
  const definition: WorkflowDefinition = {
    id: 'checks',
    inputs: {},
    phrases: [],
    confirm: false,
    steps: [{ id: 'test', uses: 'test', needs: [], with: { service: 'payments', version } }],
  }
  const plan = { kind: 'workflow', definition, inputs: {}, key: 'k' } as const
  const requested = requestRun({ task, plan, by: 'slack:ana', groups: [], thread: 'slack:C1:1' })
  const at = '2026-03-02T09:00:00.000Z'
  const run = [requested, ...events].reduce(
    (before: Run | undefined, body) => evolveRun(before, { body, at }),
    undefined,
  )
  if (!run) throw new Error('a run starts with its request')
  return run
}

const passedOn = (sha: string): RunEvent => ({
  type: 'run.step.completed',
  task,
  step: 'test',
  outputs: { result: 'passed', version: 'v1.3.0', sha, passed: '5', failed: '0' },
})
const evidence = (run: Run) => testOf([run], 'payments', { sha: asked, version: 'v1.3.0' })

test('tests that passed are evidence of the commit that they ran on, whatever it was called', () => {
  const passed = { task, outcome: 'passed', passed: 5, failed: 0 }
  expect(evidence(runOf('v1.3.0', passedOn(asked)))).toEqual(passed)
  expect(evidence(runOf('main', passedOn(asked)))).toEqual(passed)
  expect(evidence(runOf('v1.3.0', passedOn(other)))).toBeUndefined()
  expect(testOf([runOf('v1.3.0', passedOn(asked))], 'mail', { sha: asked, version: 'v1.3.0' })).toBeUndefined()
})

test('until they have passed, what was asked for counts', () => {
  expect(evidence(runOf('v1.3.0', { type: 'run.step.requested', task, step: 'test', worker: 'build' }))).toEqual({
    task,
    outcome: 'running',
  })
  const failed: RunEvent = { type: 'run.step.failed', task, step: 'test', reason: 'no', nextStep: '' }
  expect(evidence(runOf(asked, failed))).toEqual({ task, outcome: 'failed' })
  expect(evidence(runOf('v1.2.0', failed))).toBeUndefined()
})
