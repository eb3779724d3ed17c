import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHandClock, type HandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { readWorkflows } from '../../config/workflows.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { runFrom } from '../../src/domain/histories.ts'
import { type Run, runStream, workflowOf } from '../../src/domain/run.ts'
import { advance, decidePromotion, type Promotion, requestRun, startStep } from '../../src/domain/run-decisions.ts'
import type { CanaryLook, RunEvent } from '../../src/domain/run-events.ts'
import type { Store } from '../../src/ports/event-store.ts'
import { promoteRun } from '../../src/runs/promote-run.ts'
import { startResumption } from '../../src/runs/resume-steps.ts'
import type { Loop } from '../../src/runtime/loop.ts'
import { transact } from '../../src/runtime/transact.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { failedRun } from '../tools/tool-world.ts'

const START = new Date('2026-03-02T09:00:00.000Z')
const DUE = new Date('2026-03-02T09:01:00.000Z')
const workflows = readWorkflows()
const task = 'TASK-1'
const step = 'deploy'
const ofStep = { task, step } as const
const paused: RunEvent = { type: 'run.step.paused', ...ofStep, until: DUE.toISOString() }
const requested: RunEvent = { type: 'run.step.requested', ...ofStep, worker: 'deploy' }
const promoted: RunEvent = { type: 'run.canary.promoted', ...ofStep, by: 'slack:ben' }
const judged = (word: CanaryLook['word']): RunEvent => ({
  type: 'run.canary.judged',
  ...ofStep,
  look: { word, reasons: ['3 requests.'], minutes: 1 },
})

let store: Store<ShipmateEvent>
let clock: HandClock
let loops: Loop[]

beforeEach(async () => {
  store = await openMemoryStore()
  clock = createHandClock(START)
  loops = []
  const { plan, by, groups, thread } = failedRun()
  await append(
    requestRun({ task, plan, by, groups, thread }),
    requested,
    { type: 'run.step.started', ...ofStep, attempt: 1 },
    { type: 'run.step.progressed', ...ofStep, phase: 'canary' },
  )
})
afterEach(async () => {
  for (const loop of loops) await loop.stop()
  await store.close()
})

const inRun = <Result>(decide: Parameters<typeof transact<Result>>[3], log = store) =>
  transact(log, { correlationId: 'c', actor: 'test' }, clock.now(), decide)

async function append(...events: readonly RunEvent[]): Promise<void> {
  await inRun(async (transaction) => {
    await transaction.read(runStream(task))
    transaction.append(runStream(task), ...events)
  })
}

async function promote(by = 'slack:ben', log = store): Promise<Promotion['kind'] | undefined> {
  const decided = await inRun((transaction) => promoteRun(transaction, ofStep, by), log)
  return decided.kind === 'done' ? decided.result?.kind : undefined
}

function resume(log: Store<ShipmateEvent> = store): void {
  const onError = (error: unknown): void => {
    throw error
  }
  loops.push(startResumption({ log, clock, workflows, onError }))
}

/** How often this has happened to the run, once nothing more can. */
async function count(type: RunEvent['type']): Promise<number> {
  for (const loop of loops) await loop.settled()
  return (await store.readStream(runStream(task))).filter(({ body }) => body.type === type).length
}

async function present(): Promise<Run> {
  const run = runFrom(await store.readStream(runStream(task)))
  if (!run) throw new Error('it was requested')
  return run
}

test('a paused canary that is promoted goes on at once, and its timer asks no second time', async () => {
  await append(paused)
  resume()
  resume()
  expect(await promote()).toBe('promote')
  expect(await count('run.step.requested')).toBe(2)
  clock.moveTo(DUE)
  expect(await count('run.step.requested')).toBe(2)
  expect((await present()).promoted).toMatchObject({ step, by: 'slack:ben' })
})

test('two people who say yes at the same moment promote it once', async () => {
  await append(paused)
  resume()
  expect((await Promise.all([promote('slack:ana'), promote('slack:ben')])).toSorted()).toEqual(['promote', 'promoted'])
  expect([await count('run.canary.promoted'), await count('run.step.requested')]).toEqual([1, 2])
})

test('a yes that the timer is quicker than promotes what the timer asked for', async () => {
  await append(paused)
  let isFirst = true
  const racing: Store<ShipmateEvent> = {
    ...store,
    async readStream(stream) {
      const read = await store.readStream(stream)
      if (isFirst) await append(requested)
      isFirst = false
      return read
    },
  }
  expect(await promote('slack:ben', racing)).toBe('promote')
  resume()
  expect([await count('run.canary.promoted'), await count('run.step.requested')]).toEqual([1, 2])
})

test('a yes during a look makes the pause after it end at once', async () => {
  resume()
  expect(await promote()).toBe('promote')
  expect(await count('run.step.requested')).toBe(1)
  const outcome = { kind: 'paused', until: DUE.toISOString() } as const
  const run = await present()
  await append(judged({ kind: 'wait' }), ...advance(run, workflowOf(run, workflows), step, outcome, new Date(0)))
  expect(await count('run.step.requested')).toBe(2)
  expect(startStep(await present(), step)).toBeDefined()
})

test('a yes that nobody was there to carry out is carried out after the restart, once', async () => {
  await append(paused)
  await promote()
  expect(await count('run.step.requested')).toBe(1)
  resume()
  expect(await count('run.step.requested')).toBe(2)
})

const { plan } = failedRun()
const abort = { kind: 'abort', reasons: ['8 % of the requests fail.'], nextStep: 'Fix it.' } as const

test.each<[string, readonly RunEvent[], Promotion]>([
  ['was promoted', [paused, promoted], { kind: 'promoted' }],
  ['has passed', [judged({ kind: 'promote' })], { kind: 'promoted' }],
  ['has switched', [{ type: 'run.step.progressed', ...ofStep, phase: 'switched' }], { kind: 'promoted' }],
  ['was condemned', [judged(abort)], { kind: 'condemned', reasons: abort.reasons }],
  ['was condemned after it was promoted', [promoted, judged(abort)], { kind: 'condemned', reasons: abort.reasons }],
  ['is being cancelled', [paused, { type: 'run.cancel.requested', task, by: 'slack:ana' }], { kind: 'cancelling' }],
  ['is live', [{ type: 'cicd.deploy.completed', task, plan }], { kind: 'over', state: 'succeeded' }],
  ['was cancelled', [{ type: 'cicd.deploy.cancelled', task, plan }], { kind: 'over', state: 'cancelled' }],
  ['failed', [{ type: 'cicd.deploy.failed', task, plan, reason: '', nextStep: '' }], { kind: 'over', state: 'failed' }],
  ['is not on trial', [{ type: 'run.step.progressed', ...ofStep, phase: 'healthy' }], { kind: 'not-on-trial' }],
])('a canary that %s is not promoted, and nothing is appended', async (_, events, why) => {
  await append(...events)
  const before = await count('run.canary.promoted')
  expect(decidePromotion(await present())).toEqual(why)
  expect(await promote()).toBe(why.kind)
  expect(await count('run.canary.promoted')).toBe(before)
})

test('a yes for another step than the one that the canary is on trial in promotes nothing', async () => {
  await append(paused)
  const decided = await inRun((transaction) => promoteRun(transaction, { task, step: 'deploy-again' }, 'slack:ben'))
  expect(decided).toMatchObject({ kind: 'done', result: undefined, events: [] })
})
