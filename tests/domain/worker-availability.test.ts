import { expect, test } from 'vitest'
import { evolveRun } from '../../src/domain/evolve-run.ts'
import type { Run } from '../../src/domain/run.ts'
import { requestRun } from '../../src/domain/run-decisions.ts'
import type { RunEvent } from '../../src/domain/run-events.ts'
import { attend, openSteps } from '../../src/domain/worker-availability.ts'
import type { StepKind, Workflow } from '../../src/domain/workflow.ts'
import { deployPlan } from '../support/deploy-plan.ts'

const task = 'TASK-1'
const plan = deployPlan()
const workflow: Workflow = {
  id: 'deploy',
  steps: [
    { id: 'build', worker: 'build', needs: [], shows: 'building' },
    { id: 'deploy', worker: 'deploy', needs: ['build'], shows: ['starting', 'healthy', 'canary', 'switched'] },
  ],
}

function given(...events: readonly RunEvent[]): Run {
  const requested = requestRun({ task, plan, by: 'slack:ana', groups: [], thread: 'slack:C1:1' })
  const run = [requested, ...events].reduce<Run | undefined>(
    (before, body) => evolveRun(before, { body, at: '2026-03-10T10:00:00.000Z' }),
    undefined,
  )
  if (!run) throw new Error('a run begins with its request')
  return run
}

const asked = (step: StepKind): RunEvent => ({ type: 'run.step.requested', task, step, worker: step })
const started: RunEvent = { type: 'run.step.started', task, step: 'build', attempt: 1 }
const missing: RunEvent = { type: 'run.step.worker-missing', task, step: 'build', worker: 'build' }
const found: RunEvent = { type: 'run.step.worker-found', task, step: 'build', worker: 'build' }
const nobody: ReadonlySet<string> = new Set(['deploy'])
const somebody: ReadonlySet<string> = new Set(['build', 'deploy'])

test('a step is open from its request to its end', () => {
  expect(openSteps(given(), workflow)).toEqual([])
  expect(openSteps(given(asked('build')), workflow)).toEqual([{ step: 'build', worker: 'build' }])
  expect(openSteps(given(asked('build'), started), workflow)).toEqual([{ step: 'build', worker: 'build' }])
  const over: RunEvent = { type: 'run.step.completed', task, step: 'build' }
  expect(openSteps(given(asked('build'), started, over), workflow)).toEqual([])
})

test('an open step that nobody takes is noted once, and so is that somebody does again', () => {
  expect(attend(given(asked('build')), workflow, nobody)).toEqual([missing])
  expect(attend(given(asked('build'), missing), workflow, nobody)).toEqual([])
  expect(attend(given(asked('build'), missing), workflow, somebody)).toEqual([found])
  expect(attend(given(asked('build'), missing, found), workflow, somebody)).toEqual([])
})

test('a step whose worker is gone is noted as well', () => {
  expect(attend(given(asked('build'), started), workflow, nobody)).toEqual([missing])
})

test('a worker that takes the step up is as good as a note that it is there', () => {
  expect(given(asked('build'), missing, started).missingWorkers).toBeUndefined()
})

test('a run that is over waits for nobody', () => {
  const over: RunEvent = { type: 'cicd.deploy.cancelled', task, plan }
  expect(attend(given(asked('build'), over), workflow, nobody)).toEqual([])
})
