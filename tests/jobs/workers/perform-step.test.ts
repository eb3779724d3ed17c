import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readWorkflows } from '../../../config/workflows.ts'
import { GroupsUnknownError } from '../../../jobs/workers/check-still-valid.ts'
import { performStep, type StepParts } from '../../../jobs/workers/perform-step.ts'
import type { StepWorker } from '../../../jobs/workers/step-worker.ts'
import type { ShipmateEvent } from '../../../src/domain/events.ts'
import { latestOfStep, runFrom } from '../../../src/domain/histories.ts'
import type { TaskId } from '../../../src/domain/ids.ts'
import { environments, runs } from '../../../src/domain/projections.ts'
import { runStream, workflowOf } from '../../../src/domain/run.ts'
import { resumeSteps } from '../../../src/domain/run-decisions.ts'
import type { CanaryLook } from '../../../src/domain/run-events.ts'
import { systemClock } from '../../../src/ports/clock.ts'
import { HandedOverError } from '../../../src/ports/deployer.ts'
import { type Store, StoreUnavailableError } from '../../../src/ports/event-store.ts'
import type { Job } from '../../../src/ports/job-queue.ts'
import { startRun } from '../../../src/runs/start-run.ts'
import { transact } from '../../../src/runtime/transact.ts'
import { deployPlan } from '../../support/deploy-plan.ts'
import { openMemoryStore } from '../../support/memory-store.ts'

const workflows = readWorkflows()
const never = new AbortController().signal
let store: Store<ShipmateEvent>
let task: TaskId

beforeAll(async () => {
  store = await openMemoryStore()
})
afterAll(() => store.close())
beforeEach(async () => {
  task = await begun('a'.repeat(40))
})

async function begun(sha: string): Promise<TaskId> {
  const next: TaskId = `TASK-${await store.nextNumber('task')}`
  const plan = deployPlan({ environment: `env-${next}`, release: { sha, version: 'v1.0.0' } })
  const request = { task: next, plan, by: 'slack:ana', groups: [], thread: 'slack:C1:1' }
  await transact(store, { correlationId: 'c', actor: 'test' }, new Date(), (tx) =>
    startRun(tx, request, workflows, new Date()),
  )
  return next
}

function parts(worker: StepWorker, changes: Partial<StepParts> = {}): StepParts {
  return {
    log: store,
    clock: systemClock,
    workflows,
    workers: { build: worker, deploy: worker, command: worker, call: worker },
    cancellations: { signalFor: () => never, stop: () => {} },
    checkStillValid: async () => undefined,
    onFault: () => {},
    probe: { health: async () => ({ state: 'nothing-deployed', url: 'http://billionmail.example' }) },
    ...changes,
  }
}

/** The job of the step as it was asked for last. */
async function jobOf(step: string): Promise<Job> {
  const request = latestOfStep(await store.readStream(runStream(task)), 'run.step.requested', step)
  return { id: request?.id ?? 'never asked for', run: task, step, capability: 'build', correlationId: 'c' }
}

const perform = async (given: StepParts, step: string, signal = never): Promise<void> =>
  performStep(given, await jobOf(step), signal)
const done: StepWorker = async () => ({ kind: 'done' })

test('the same job again, after its step is over, does nothing', async () => {
  let calls = 0
  const counting: StepWorker = async () => {
    calls++
    return { kind: 'done' }
  }
  await perform(parts(counting), 'build')
  await perform(parts(counting), 'build')
  expect(calls).toBe(1)
})

test('all steps done completes the run and frees the environment', async () => {
  await perform(parts(done), 'build')
  await perform(parts(done), 'deploy')
  expect((await store.get(runs, task))?.state).toBe('succeeded')
  const live = await store.get(environments, `billionmail/env-${task}`)
  expect([live?.current?.release.version, live?.holder]).toEqual(['v1.0.0', undefined])
})

test('each attempt has a higher fencing token than any before it', async () => {
  const tokens: number[] = []
  const dying: StepWorker = async ({ fencingToken }) => {
    tokens.push(fencingToken)
    throw new Error('killed')
  }
  await expect(perform(parts(dying), 'build')).rejects.toThrow('killed')
  await expect(perform(parts(dying), 'build')).rejects.toThrow('killed')
  expect(tokens[1]).toBeGreaterThan(tokens[0] ?? Number.POSITIVE_INFINITY)
})

test('a step that keeps throwing is given back to the queue a few times, then fails with a sentence', async () => {
  const broken: StepWorker = async () => {
    throw new Error('boom')
  }
  let thrown = 0
  while ((await store.get(runs, task))?.state !== 'failed' && thrown < 50) {
    await perform(parts(broken), 'build').catch(() => thrown++)
  }
  expect(thrown).toBe(7)
  expect((await store.get(runs, task))?.failure?.reason).toBe('It failed 8 times with an unexpected error.')
})

test('what serves is asked of the instance when a task has come to nothing, since the log only knows what should', async () => {
  const failing: StepWorker = async () => ({ kind: 'failed', reason: 'It was not healthy.', nextStep: 'Fix it.' })
  await perform(parts(done), 'build')
  await perform(parts(failing), 'deploy')
  expect(await store.get(runs, task)).toMatchObject({ state: 'failed', found: {} })
})

test('where that cannot be asked, nothing is said about it', async () => {
  const failing: StepWorker = async () => ({ kind: 'failed', reason: 'It was not healthy.', nextStep: 'Fix it.' })
  const health = async (): Promise<never> => {
    throw new Error('the host is away')
  }
  await perform(parts(failing, { probe: { health } }), 'build')
  const run = await store.get(runs, task)
  expect([run?.state, run?.found]).toEqual(['failed', undefined])
})

test('a database that is away is never a reason to give a step up', async () => {
  const away: StepWorker = async () => {
    throw new StoreUnavailableError('connection refused')
  }
  for (let time = 0; time < 8; time++) await expect(perform(parts(away), 'build')).rejects.toThrow('refused')
  expect((await store.get(runs, task))?.state).toBe('running')
})

test('a step whose worker died every time is not begun for ever', async () => {
  let begunTimes = 0
  const killing: StepWorker = ({ signal }) => {
    if (signal.aborted) return Promise.resolve({ kind: 'cancelled' })
    begunTimes++
    return new Promise(() => {})
  }
  for (let time = 0; time < 8; time++) {
    // The worker is gone before it can say anything: nobody waits for this call.
    void perform(parts(killing), 'build')
    while (begunTimes <= time) await new Promise(setImmediate)
  }
  await perform(parts(killing), 'build')
  const run = await store.get(runs, task)
  expect([begunTimes, run?.state, run?.failure?.reason]).toEqual([
    8,
    'failed',
    'It was started 8 times and never finished.',
  ])
})

test('a worker is told whether its work was called off or goes on elsewhere', async () => {
  const reasons: unknown[] = []
  const told: StepWorker = async ({ signal }) => {
    reasons.push(signal.reason)
    return { kind: 'cancelled' }
  }
  const lost = AbortSignal.abort(new Error('the hold on the job is lost'))
  await perform(parts(told), 'build', lost)
  expect(reasons[0]).toBeInstanceOf(HandedOverError)
  // Nothing of its word counts: another worker has it.
  expect((await store.get(runs, task))?.state).toBe('running')
  await perform(parts(told, { cancellations: { signalFor: () => AbortSignal.abort(), stop: () => {} } }), 'build')
  expect(reasons[1]).not.toBeInstanceOf(HandedOverError)
  expect((await store.get(runs, task))?.state).toBe('cancelled')
})

test('what a canary looks like is noted by the attempt that has it, and by no other', async () => {
  const look: CanaryLook = { word: { kind: 'wait' }, reasons: ['3 requests.'], minutes: 1 }
  let late: StepWorker = done
  const judging: StepWorker = async (assignment) => {
    await assignment.judged(look)
    late = async () => {
      await assignment.judged({ ...look, minutes: 2 })
      return { kind: 'done' }
    }
    throw new Error('killed')
  }
  await expect(perform(parts(judging), 'build')).rejects.toThrow('killed')
  expect((await store.get(runs, task))?.canary).toMatchObject({ ...look, at: expect.any(String) })
  await perform(
    parts((assignment) => late(assignment)),
    'build',
  )
  expect((await store.get(runs, task))?.canary?.minutes).toBe(1)
})

const UNTIL = '2026-03-02T09:01:00.000Z'
const pausing: StepWorker = async () => ({ kind: 'paused', until: UNTIL })

/** Asks again for what has paused, as its timer does. */
async function resume(): Promise<void> {
  await transact(store, { correlationId: 'c', actor: 'test' }, new Date(), async (tx) => {
    const run = runFrom(await tx.read(runStream(task)))
    if (run) tx.append(runStream(task), ...resumeSteps(run, workflowOf(run, workflows), new Date(UNTIL)))
  })
}

test('a step that pauses keeps its environment and is done by nobody until it is asked for again', async () => {
  const tokens: number[] = []
  const worker: StepWorker = async ({ fencingToken }) => {
    tokens.push(fencingToken)
    return tokens.length === 1 ? { kind: 'paused', until: UNTIL } : { kind: 'done' }
  }
  await perform(parts(worker), 'build')
  await perform(parts(worker), 'build')
  expect(tokens).toHaveLength(1)
  expect(await store.get(runs, task)).toMatchObject({ state: 'running', steps: { build: 'paused' } })
  expect((await store.get(environments, `billionmail/env-${task}`))?.holder).toBe(task)
  await resume()
  await perform(parts(worker), 'build')
  expect(tokens[1]).toBeGreaterThan(tokens[0] ?? Number.POSITIVE_INFINITY)
  expect((await store.get(runs, task))?.steps.build).toBe('done')
})

test('a job from before a pause that comes once more begins nothing', async () => {
  const early = await jobOf('build')
  await perform(parts(pausing), 'build')
  await resume()
  await performStep(parts(done), early, never)
  expect((await store.get(runs, task))?.steps.build).toBe('requested')
  await perform(parts(done), 'build')
  expect((await store.get(runs, task))?.steps.build).toBe('done')
})

test('what an attempt from before a pause says does not count', async () => {
  const late = Promise.withResolvers<{ readonly kind: 'done' }>()
  const begun = Promise.withResolvers<void>()
  const slow = perform(
    parts(() => {
      begun.resolve()
      return late.promise
    }),
    'build',
  )
  await begun.promise
  await perform(parts(pausing), 'build')
  await resume()
  const newer: StepWorker = async () => {
    late.resolve({ kind: 'done' })
    await slow
    expect((await store.get(runs, task))?.steps.build).toBe('running')
    return { kind: 'failed', reason: 'It fails.', nextStep: '' }
  }
  await perform(parts(newer), 'build')
  expect((await store.get(runs, task))?.state).toBe('failed')
})

test('what goes on after a pause is not held up by what only speaks against beginning it, however often it pauses', async () => {
  const objecting = parts(pausing, { checkStillValid: () => Promise.reject(new GroupsUnknownError('Slack is away')) })
  await perform(parts(pausing), 'build')
  for (let time = 0; time < 10; time++) {
    await resume()
    await perform(objecting, 'build')
  }
  expect(await store.get(runs, task)).toMatchObject({ state: 'running', steps: { build: 'paused' } })
})

test('what dies as it goes on after a pause is looked at again like any other work', async () => {
  const dying: StepWorker = async ({ signal }) => {
    if (signal.aborted) return { kind: 'cancelled' }
    throw new Error('killed')
  }
  await perform(parts(pausing), 'build')
  await resume()
  await expect(perform(parts(dying), 'build')).rejects.toThrow('killed')
  await perform(parts(dying, { checkStillValid: async () => ({ reason: 'You may not.', nextStep: '' }) }), 'build')
  expect((await store.get(runs, task))?.failure?.reason).toBe('You may not.')
})

test('what dies as it goes on after a pause is looked after though nobody can say what its person may', async () => {
  const dying: StepWorker = async () => {
    throw new Error('killed')
  }
  const unknown = parts(pausing, { checkStillValid: () => Promise.reject(new GroupsUnknownError('Slack is away')) })
  await perform(parts(pausing), 'build')
  await resume()
  await expect(perform(parts(dying), 'build')).rejects.toThrow('killed')
  await perform(unknown, 'build')
  expect((await store.get(runs, task))?.steps.build).toBe('paused')
})

test('an objection fails the step before its worker is called', async () => {
  const forbidden: StepWorker = async () => {
    throw new Error('must not be called')
  }
  const objection = { reason: 'You may not deploy: your role viewer does not include it.', nextStep: 'Ask.' }
  await perform(parts(forbidden, { checkStillValid: async () => objection }), 'build')
  expect((await store.get(runs, task))?.failure?.reason).toBe(objection.reason)
})

test('an objection after an earlier attempt puts back what that one began', async () => {
  const signals: boolean[] = []
  const half: StepWorker = async ({ signal }) => {
    signals.push(signal.aborted)
    if (signal.aborted) return { kind: 'cancelled' }
    throw new Error('killed')
  }
  await expect(perform(parts(half), 'build')).rejects.toThrow('killed')
  const objection = { reason: 'You may not.', nextStep: 'Ask.' }
  await perform(parts(half, { checkStillValid: async () => objection }), 'build')
  expect([signals, (await store.get(runs, task))?.state]).toEqual([[false, true], 'failed'])
})

test('an objection after users have been switched ends the run as what it is: done', async () => {
  await perform(parts(done), 'build')
  const switching: StepWorker = async ({ report, signal }) => {
    if (signal.aborted) return { kind: 'done' }
    await report('switched')
    throw new Error('killed')
  }
  await expect(perform(parts(switching), 'deploy')).rejects.toThrow('killed')
  await perform(parts(switching, { checkStillValid: async () => ({ reason: 'no', nextStep: '' }) }), 'deploy')
  expect((await store.get(runs, task))?.state).toBe('succeeded')
})

test('what fails after the switch does not turn the deployment into a failure', async () => {
  await perform(parts(done), 'build')
  const breaking: StepWorker = async ({ report }) => {
    await report('switched')
    return { kind: 'failed', reason: 'The old instance does not end.', nextStep: '' }
  }
  await perform(parts(breaking), 'deploy')
  expect((await store.get(runs, task))?.state).toBe('succeeded')
})

test('a right that cannot be looked up now begins nothing and is looked up again', async () => {
  const unknown = new GroupsUnknownError('Slack is away')
  const objecting = parts(done, { checkStillValid: () => Promise.reject(unknown) })
  for (let time = 0; time < 12; time++) await expect(perform(objecting, 'build')).rejects.toThrow(unknown)
  await perform(parts(done), 'build')
  expect((await store.get(runs, task))?.attempts.build).toBe(1)
})

test('what cannot be looked at puts the step off a few times, then fails it with a sentence; nothing was begun', async () => {
  let looked = 0
  const faults: unknown[] = []
  const objecting = parts(done, {
    checkStillValid: async () => {
      looked++
      throw new Error('boom')
    },
    onFault: (error) => faults.push(error),
  })
  for (let time = 0; time < 7; time++) await expect(perform(objecting, 'build')).rejects.toThrow('boom')
  expect(await store.get(runs, task)).toMatchObject({ state: 'queued', steps: { build: 'requested' }, attempts: {} })
  await perform(objecting, 'build')
  const run = await store.get(runs, task)
  expect([looked, faults.length, run?.state, run?.failure?.objected]).toEqual([8, 1, 'failed', true])
  expect(run?.failure?.reason).toBe(
    'I could not check whether it may still run. I checked 8 times whether it may continue.',
  )
  expect((await store.get(environments, `billionmail/env-${task}`))?.holder).toBeUndefined()
})

test('a database that is away before a step is waited for, however long', async () => {
  const away = parts(done, { checkStillValid: () => Promise.reject(new StoreUnavailableError('connection refused')) })
  for (let time = 0; time < 12; time++) await expect(perform(away, 'build')).rejects.toThrow('refused')
  expect(await store.get(runs, task)).toMatchObject({ state: 'queued', attempts: {} })
  await perform(parts(done), 'build')
  expect((await store.get(runs, task))?.steps.build).toBe('done')
})

test('what a worker says after it has lost its hold on the job does not count', async () => {
  const hold = new AbortController()
  const losing: StepWorker = async () => {
    hold.abort()
    return { kind: 'cancelled' }
  }
  await perform(parts(losing), 'build', hold.signal)
  expect((await store.get(runs, task))?.state).toBe('running')
})

test('phases of an attempt that was replaced are not noted', async () => {
  const { promise: late, resolve: goOn } = Promise.withResolvers<void>()
  const { promise: waits, resolve: waiting } = Promise.withResolvers<void>()
  const slow: StepWorker = async ({ report }) => {
    waiting()
    await late
    await report('switched')
    return { kind: 'failed', reason: 'out of date', nextStep: '' }
  }
  const first = perform(parts(slow), 'build')
  await waits
  await perform(parts(done), 'build')
  goOn()
  await first
  const run = await store.get(runs, task)
  expect([run?.phase, run?.steps.build, run?.state]).toEqual([undefined, 'done', 'running'])
})
