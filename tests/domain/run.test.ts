import { expect, test } from 'vitest'
import { evolveRun } from '../../src/domain/evolve-run.ts'
import type { DeployPlan } from '../../src/domain/plans/deploy.ts'
import { hasEnded, isForOthers, type Run } from '../../src/domain/run.ts'
import {
  advance,
  decideCancel,
  nextResumption,
  requestRun,
  resumeSteps,
  startStep,
} from '../../src/domain/run-decisions.ts'
import type { RunEvent } from '../../src/domain/run-events.ts'
import type { StepKind, Workflow } from '../../src/domain/workflow.ts'
import { whatFollows } from '../../src/domain/workflows/what-follows.ts'

const plan: DeployPlan = {
  kind: 'deploy',
  service: 'billionmail',
  environment: 'staging',
  ref: 'v1.1.0',
  release: { sha: 'b'.repeat(40), version: 'v1.1.0' },
  commits: [],
  commitCount: 0,
  strategy: 'blue-green',
  recipe: 'usual',
}
const UNTIL = '2026-03-10T10:01:00.000Z'
const before = new Date(Date.parse(UNTIL) - 1)
const workflow: Workflow = {
  id: 'deploy',
  steps: [
    { id: 'build', worker: 'build', needs: [], shows: 'building' },
    { id: 'deploy', worker: 'deploy', needs: ['build'], shows: ['starting', 'healthy', 'canary', 'switched'] },
  ],
}
const requested = requestRun({ task: 'TASK-1', plan, by: 'slack:ana', groups: [], thread: 'slack:C1:1' })

function given(...events: readonly RunEvent[]): Run {
  const run = [requested, ...events].reduce<Run | undefined>(
    (before, body) => evolveRun(before, { body, at: '2026-03-10T10:00:00.000Z' }),
    undefined,
  )
  if (!run) throw new Error('a run begins with its request')
  return run
}

const asked = (step: StepKind): RunEvent => ({ type: 'run.step.requested', task: 'TASK-1', step, worker: step })
const started = (step: string, attempt = 1): RunEvent => ({ type: 'run.step.started', task: 'TASK-1', step, attempt })
const completed = (step: string): RunEvent => ({ type: 'run.step.completed', task: 'TASK-1', step })
const reported = (phase: 'starting' | 'switched'): RunEvent => ({
  type: 'run.step.progressed',
  task: 'TASK-1',
  step: 'deploy',
  phase,
})
const types = (events: readonly RunEvent[]): readonly string[] => events.map(({ type }) => type)

test('only steps whose needs are done are asked for', () => {
  expect(whatFollows(given(), workflow, before)).toEqual([asked('build')])
  expect(whatFollows(given(asked('build')), workflow, before)).toEqual([])
})

test('the end of the build asks for the deployment, and its end completes the run', () => {
  const building = given(asked('build'), started('build'))
  expect(advance(building, workflow, 'build', { kind: 'done' }, before)).toEqual([completed('build'), asked('deploy')])
  const deploying = given(asked('build'), started('build'), completed('build'), asked('deploy'), started('deploy'))
  const ended = advance(deploying, workflow, 'deploy', { kind: 'done' }, before)
  expect(types(ended)).toEqual(['run.step.completed', 'cicd.deploy.completed'])
})

test('a failed step fails the run with its reason and its last log lines', () => {
  const building = given(asked('build'), started('build'))
  const failure = { reason: 'The build ended with 1.', nextStep: 'Fix it.', logTail: 'boom' }
  const events = advance(building, workflow, 'build', { kind: 'failed', ...failure }, before)
  expect(types(events)).toEqual(['run.step.failed', 'cicd.deploy.failed'])
  const run = given(asked('build'), started('build'), ...events)
  expect([run.state, run.failure]).toEqual(['failed', { ...failure, step: 'build' }])
})

test('a step is taken up again under a new attempt when its worker died, and never once it is over', () => {
  expect(startStep(given(asked('build'), started('build')), 'build')).toEqual(started('build', 2))
  expect(startStep(given(asked('build'), started('build'), completed('build')), 'build')).toBeUndefined()
  expect(startStep(given(), 'build')).toBeUndefined()
})

test('a task nobody works on yet is cancelled at once', () => {
  const cancellation = decideCancel(given(asked('build')), workflow, 'slack:ana', 'wrong version', before)
  if (cancellation.kind !== 'cancel') throw new Error(cancellation.kind)
  expect(types(cancellation.events)).toEqual(['run.cancel.requested', 'cicd.deploy.cancelled'])
  expect(hasEnded(given(asked('build'), ...cancellation.events))).toBe(true)
})

test('a task in work ends when its worker has put things back', () => {
  const running = given(asked('build'), started('build'))
  const cancellation = decideCancel(running, workflow, 'slack:ana', undefined, before)
  if (cancellation.kind !== 'cancel') throw new Error(cancellation.kind)
  expect(types(cancellation.events)).toEqual(['run.cancel.requested'])
  const calledOff = given(asked('build'), started('build'), ...cancellation.events)
  expect(types(advance(calledOff, workflow, 'build', { kind: 'cancelled' }, before))).toEqual([
    'run.step.cancelled',
    'cicd.deploy.cancelled',
  ])
  expect(types(advance(calledOff, workflow, 'build', { kind: 'done' }, before))).toEqual([
    'run.step.completed',
    'cicd.deploy.cancelled',
  ])
})

const paused = given(asked('build'), started('build', 3), ...pause('build'))
const cancelRequested: RunEvent = { type: 'run.cancel.requested', task: 'TASK-1', by: 'slack:ana' }

function pause(step: string): readonly RunEvent[] {
  return advance(given(asked('build'), started('build')), workflow, step, { kind: 'paused', until: UNTIL }, before)
}

test('a step that pauses is asked for again when its time is over, once, and its attempts count anew', () => {
  expect([paused.state, nextResumption(paused)]).toEqual(['running', Date.parse(UNTIL)])
  expect(startStep(paused, 'build')).toBeUndefined()
  expect(resumeSteps(paused, workflow, before)).toEqual([])
  expect(resumeSteps(paused, workflow, new Date(UNTIL))).toEqual([asked('build')])
  const again = given(asked('build'), started('build', 3), ...pause('build'), asked('build'))
  expect([resumeSteps(again, workflow, new Date(UNTIL)), nextResumption(again)]).toEqual([[], undefined])
  expect(startStep(again, 'build')).toEqual(started('build'))
})

test('a task that is called off while it pauses, or is about to go on, ends when its worker has put things back', () => {
  for (const more of [[], [asked('build')]]) {
    const run = given(asked('build'), started('build'), ...pause('build'), ...more)
    expect(decideCancel(run, workflow, 'slack:ana', undefined, before)).toEqual({
      kind: 'cancel',
      events: [cancelRequested],
    })
  }
  const off = given(asked('build'), started('build'), ...pause('build'), cancelRequested)
  expect(resumeSteps(off, workflow, before)).toEqual([asked('build')])
})

test('after the switch it is too late to cancel, and the run completes', () => {
  const switched = given(started('deploy'), reported('starting'), reported('switched'))
  expect(decideCancel(switched, workflow, 'slack:ana', undefined, before)).toEqual({
    kind: 'too-late',
    of: 'deployment',
  })
})

test('what is over cannot be cancelled', () => {
  const done = given({ type: 'cicd.deploy.completed', task: 'TASK-1', plan })
  expect(decideCancel(done, workflow, 'slack:ana', undefined, before)).toEqual({ kind: 'over', state: 'succeeded' })
})

test.each([
  [undefined, ['succeeded', 'failed', 'cancelled']],
  ['success', ['succeeded']],
  ['failure', ['failed']],
] as const)('who wished to hear of %s is told of %j', (tellOn, ends) => {
  const told = (['succeeded', 'failed', 'cancelled'] as const).filter((state) =>
    isForOthers({ state, ...(tellOn && { tellOn }) }),
  )
  expect(told).toEqual(ends)
})
