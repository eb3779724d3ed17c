import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { readWorkflows } from '../../config/workflows.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { OutsideProgress } from '../../src/domain/outside-progress.ts'
import { runStream } from '../../src/domain/run.ts'
import { requestRun } from '../../src/domain/run-decisions.ts'
import type { Store } from '../../src/ports/event-store.ts'
import { startResumption } from '../../src/runs/resume-steps.ts'
import { wakeSteps } from '../../src/runs/wake-steps.ts'
import type { Loop } from '../../src/runtime/loop.ts'
import { transact } from '../../src/runtime/transact.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { failedRun } from '../tools/tool-world.ts'

const clock = createHandClock(new Date('2026-03-02T09:00:00.000Z'))
const of = { task: 'TASK-1', step: 'deploy' } as const
const NAME = 'github:acme/payments:run:900'
const progress = (signed: string, names: readonly string[] = [NAME]): OutsideProgress => ({
  ...{ host: 'github', delivery: `delivery-${signed}`, digest: signed, names },
})
const PAUSED = { type: 'run.step.paused', ...of, until: '2026-03-02T09:02:00.000Z', awaits: [NAME] } as const
let store: Store<ShipmateEvent>
let loop: Loop

beforeEach(async () => {
  store = await openMemoryStore()
  const { plan, by, groups, thread } = failedRun()
  await append(
    requestRun({ task: of.task, plan, by, groups, thread }),
    { type: 'run.step.requested', ...of, worker: 'deploy' },
    { type: 'run.step.started', ...of, attempt: 1 },
    PAUSED,
  )
  loop = startResumption({
    ...{ log: store, clock, workflows: readWorkflows() },
    onError: (error) => {
      throw error
    },
  })
})
afterEach(async () => {
  await loop.stop()
  await store.close()
})

async function append(...events: readonly ShipmateEvent[]): Promise<void> {
  await transact(store, { correlationId: 'c', actor: 'test' }, clock.now(), async (tx) => {
    await tx.read(runStream(of.task))
    tx.append(runStream(of.task), ...events)
  })
}

async function asked(): Promise<number> {
  await loop.settled()
  const events = await store.readStream(runStream(of.task))
  return events.filter(({ body }) => body.type === 'run.step.requested').length
}

test('a step that waits for what is reported looks at once, whatever time it has left', async () => {
  expect(await asked()).toBe(1)
  expect(await wakeSteps(store, clock, progress('a'))).toBe('recorded')
  expect(await asked()).toBe(2)
})

test('a report about something else wakes nobody, and is not kept', async () => {
  const before = await store.readStream(runStream(of.task))
  expect(await wakeSteps(store, clock, progress('a', ['github:acme/payments:run:901']))).toBe('ignored')
  expect(await asked()).toBe(1)
  expect(await store.readStream(runStream(of.task))).toEqual(before)
})

test('a report that was signed once wakes once, under whatever number it comes again', async () => {
  await wakeSteps(store, clock, progress('a'))
  await asked()
  await append({ type: 'run.step.started', ...of, attempt: 1 }, PAUSED)
  expect(await wakeSteps(store, clock, progress('a'))).toBe('duplicate')
  expect(await wakeSteps(store, clock, { ...progress('a'), delivery: 'another' })).toBe('duplicate')
  expect(await asked()).toBe(2)
})

test('a report that comes while the step looks is not lost: it looks again as soon as it pauses', async () => {
  await append({ type: 'run.step.requested', ...of, worker: 'deploy' }, { type: 'run.step.started', ...of, attempt: 1 })
  expect(await wakeSteps(store, clock, progress('a'))).toBe('recorded')
  expect(await wakeSteps(store, clock, progress('b'))).toBe('ignored')
  expect(await asked()).toBe(2)
  await append(PAUSED)
  expect(await asked()).toBe(3)
  await append({ type: 'run.step.started', ...of, attempt: 1 }, PAUSED)
  expect(await asked()).toBe(3)
})

test('a report that comes after the end wakes nobody', async () => {
  const { plan } = failedRun()
  await append({ type: 'cicd.deploy.cancelled', task: of.task, plan })
  expect(await wakeSteps(store, clock, progress('a'))).toBe('ignored')
  expect(await asked()).toBe(1)
})
