import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHandClock, type HandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { readWorkflows } from '../../config/workflows.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { runStream } from '../../src/domain/run.ts'
import { requestRun } from '../../src/domain/run-decisions.ts'
import type { Store } from '../../src/ports/event-store.ts'
import { startResumption } from '../../src/runs/resume-steps.ts'
import type { Loop } from '../../src/runtime/loop.ts'
import { transact } from '../../src/runtime/transact.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { failedRun } from '../tools/tool-world.ts'

const START = new Date('2026-03-02T09:00:00.000Z')
const after = (seconds: number): Date => new Date(START.getTime() + seconds * 1_000)
const task = 'TASK-1'
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
    { type: 'run.step.requested', task, step: 'deploy', worker: 'deploy' },
    { type: 'run.step.started', task, step: 'deploy', attempt: 1 },
    { type: 'run.step.paused', task, step: 'deploy', until: after(60).toISOString() },
  )
})
afterEach(async () => {
  for (const loop of loops) await loop.stop()
  await store.close()
})

const append = (...events: readonly ShipmateEvent[]): Promise<void> => appendAs(clock.now(), ...events)

/** @param now When their process decided on them. */
async function appendAs(now: Date, ...events: readonly ShipmateEvent[]): Promise<void> {
  await transact(store, { correlationId: 'c', actor: 'test' }, now, async (tx) => {
    await tx.read(runStream(task))
    tx.append(runStream(task), ...events)
  })
}

function start(
  log: Store<ShipmateEvent> = store,
  onError = (error: unknown): void => {
    throw error
  },
): void {
  loops.push(startResumption({ log, clock, workflows: readWorkflows(), onError }))
}

/** How often the step was asked for. */
async function asked(): Promise<number> {
  for (const loop of loops) await loop.settled()
  const events = await store.readStream(runStream(task))
  return events.filter(({ body }) => body.type === 'run.step.requested').length
}

test('a step that has paused is asked for again when its time is over, by one of two processes', async () => {
  start()
  start()
  expect(await asked()).toBe(1)
  clock.moveTo(after(59))
  expect(await asked()).toBe(1)
  clock.moveTo(after(60))
  expect(await asked()).toBe(2)
  clock.moveTo(after(600))
  expect(await asked()).toBe(2)
})

test('what was due while nobody was there is asked for at the start', async () => {
  clock.moveTo(after(3_600))
  start()
  expect(await asked()).toBe(2)
})

test('a task that is called off does not wait for its time', async () => {
  start()
  await asked()
  await append({ type: 'run.cancel.requested', task, by: 'slack:ana' })
  expect(await asked()).toBe(2)
})

test('a pause of the hour before that comes into the log after that hour was looked through ends in time', async () => {
  start()
  await asked()
  clock.moveTo(after(3_600))
  expect(await asked()).toBe(2)
  await appendAs(
    after(3_599),
    { type: 'run.step.started', task, step: 'deploy', attempt: 2 },
    { type: 'run.step.paused', task, step: 'deploy', until: after(3_599.9).toISOString() },
  )
  expect(await asked()).toBe(3)
})

test('a cancelled step is asked for at once, and while it takes back what it did, only when it said', async () => {
  start()
  await append({ type: 'run.cancel.requested', task, by: 'ana' })
  expect(await asked()).toBe(2)
  await append(
    { type: 'run.step.started', task, step: 'deploy', attempt: 2 },
    { type: 'run.step.paused', task, step: 'deploy', until: after(5).toISOString(), stopping: true },
  )
  expect(await asked()).toBe(2)
  clock.moveTo(after(5))
  expect(await asked()).toBe(3)
})

test('a step that cannot be asked for is told, tried again, and holds up no other', async () => {
  const { plan, by, groups, thread } = failedRun()
  const other = { task: 'TASK-2', step: 'deploy' } as const
  await transact(store, { correlationId: 'c', actor: 'test' }, clock.now(), async (tx) =>
    tx.append(
      runStream(other.task),
      requestRun({ task: other.task, plan, by, groups, thread }),
      { type: 'run.step.requested', ...other, worker: 'deploy' },
      { type: 'run.step.started', ...other, attempt: 1 },
      { type: 'run.step.paused', ...other, until: after(60).toISOString() },
    ),
  )
  let isBroken = true
  const readStream: typeof store.readStream = async (stream) => {
    if (isBroken && stream === runStream(other.task)) throw new Error('unreadable')
    return store.readStream(stream)
  }
  const errors: unknown[] = []
  start({ ...store, readStream }, (error) => errors.push(error))
  // A hand clock calls nobody whose moment was past when it was named: the first round must be over.
  expect(await asked()).toBe(1)
  clock.moveTo(after(60))
  expect(await asked()).toBe(2)
  expect(new Set(errors.map(String))).toEqual(new Set(['Error: unreadable']))
  isBroken = false
  clock.moveTo(after(65))
  await asked()
  const events = await store.readStream(runStream(other.task))
  expect(events.filter(({ body }) => body.type === 'run.step.requested')).toHaveLength(2)
})
