import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { readWorkflows } from '../../config/workflows.ts'
import type { ObservedPlace } from '../../src/domain/drift.ts'
import { environmentStream } from '../../src/domain/environment.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { TaskId } from '../../src/domain/ids.ts'
import { drifts, runs, serviceLabel } from '../../src/domain/projections.ts'
import { budgetStreams, type RepairPolicy } from '../../src/domain/repair-policy.ts'
import { runStream } from '../../src/domain/run.ts'
import { startDriftMonitor } from '../../src/monitors/drift-monitor.ts'
import type { Sighting } from '../../src/ports/drift-source.ts'
import type { Store } from '../../src/ports/event-store.ts'
import { transact } from '../../src/runtime/transact.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { NO_GATES } from '../support/no-gates.ts'
import { failedRun } from '../tools/tool-world.ts'

const { by, groups, thread, plan: usual } = failedRun()
const STOPPED: ObservedPlace = { kind: 'stopped', actual: 'v1.0.0', sentence: 'It is stopped.' }
const FIX_ALL: RepairPolicy = { rules: [{ kinds: ['stopped'], do: 'fix' }], fixesPerHour: 5 }
const settings = { services: [], environments: [], confirmationMinutes: 10, gates: NO_GATES }
let store: Store<ShipmateEvent>
let tests = 0

beforeAll(async () => {
  store = await openMemoryStore()
})

/** A service of its own in `ring-0`, and bots on one store that look at its devices. */
async function watched(bots: number, look: () => Promise<readonly Sighting[]>, policy = FIX_ALL) {
  const service = `kiosks-${++tests}`
  const task: TaskId = `TASK-${1_000 + tests}`
  const plan = { ...usual, service, environment: 'ring-0' }
  // Another hour for each, so that none uses up the budget of another.
  const clock = createHandClock(new Date(Date.parse('2026-03-02T00:10:00.000Z') + tests * 3 * 60 * 60_000))
  const append = (stream: string, ...bodies: ShipmateEvent[]) =>
    transact(store, { correlationId: 'c', actor: by }, clock.now(), async (transaction) => {
      await transaction.read(stream)
      transaction.append(stream, ...bodies)
    })
  const place = { service, environment: 'ring-0', task }
  await append(
    environmentStream(service, 'ring-0'),
    { type: 'environment.lock.acquired', ...place },
    { type: 'environment.lock.released', ...place },
  )
  await append(
    runStream(task),
    { type: 'cicd.deploy.requested', task, plan, by, groups, thread },
    { type: 'cicd.deploy.completed', task, plan },
  )
  let ids = 0
  const errors: unknown[] = []
  const monitors = Array.from({ length: bots }, () =>
    startDriftMonitor({
      log: store,
      clock,
      judge: { choose: () => Promise.reject(new Error('devices are not judged so')) },
      places: [`${service}/ring-0`],
      newId: () => `${service}-${++ids}`,
      delivery: { health: () => Promise.reject(new Error('a ring is not asked itself')), recipe: () => 'usual' },
      devices: {
        rings: [`${service}/ring-0`],
        source: { look },
        repairs: {
          log: store,
          clock,
          policy,
          workflows: readWorkflows(),
          settings,
          recipes: { recipe: () => 'usual' },
        },
      },
      onError: (error) => errors.push(error),
    }),
  )
  onTestFinished(async () => {
    for (const monitor of monitors) await monitor.stop()
  })
  return {
    errors,
    async pass(seconds: number) {
      for (let left = seconds; left > 0; left -= 10) {
        clock.moveTo(new Date(clock.now().getTime() + 10_000))
        for (const monitor of monitors) await monitor.settled()
      }
    },
    open: () => store.list(drifts, { labels: ['open', serviceLabel(service)] }),
    fixes: () => store.list(runs, { labels: ['repair', serviceLabel(service)] }),
    granted: async () => (await store.readStream(budgetStreams(clock.now())[0])).length,
  }
}

test('of two bots that see the same at the same moment, one starts the fix', async () => {
  const world = await watched(2, async () => [{ device: 'kiosk-1', observed: STOPPED }])
  await world.pass(180)
  expect(await world.fixes()).toHaveLength(1)
  expect(await world.granted()).toBe(1)
  expect(await world.open()).toMatchObject([{ device: 'kiosk-1', decision: { do: 'fix', action: 'restart' } }])
  expect(world.errors).toEqual([])
})

test('a thousand devices that drift at once are fifty drifts, on one card', async () => {
  const sightings = Array.from({ length: 1_000 }, (_, index) => ({ device: `kiosk-${index}`, observed: STOPPED }))
  const world = await watched(1, async () => sightings, { rules: [], fixesPerHour: 0 })
  await world.pass(120)
  const open = await world.open()
  expect(open).toHaveLength(50)
  expect(new Set(open.map(({ card }) => card)).size).toBe(1)
  expect(open.every(({ decision }) => decision?.do === 'propose')).toBe(true)
})

test('an inventory that cannot be read leaves everything as it was', async () => {
  let isReadable = true
  const world = await watched(
    1,
    async () => {
      if (!isReadable) throw new Error('rubbish')
      return [{ device: 'kiosk-1', observed: STOPPED }]
    },
    { rules: [], fixesPerHour: 0 },
  )
  await world.pass(120)
  isReadable = false
  await world.pass(300)
  expect(world.errors.length).toBeGreaterThan(5)
  expect(await world.open()).toMatchObject([{ device: 'kiosk-1', decision: { do: 'propose' } }])
})
