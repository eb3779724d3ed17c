import { describe, expect, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { openPostgresStore } from '../../adapters/store/postgres.ts'
import { readWorkflows } from '../../config/workflows.ts'
import { type DeviceDrift, repairByPolicy } from '../../src/changes/repair-by-policy.ts'
import { type StartParts, startPlan } from '../../src/changes/start.ts'
import { driftStream } from '../../src/domain/drift.ts'
import { environmentStream } from '../../src/domain/environment.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { TaskId } from '../../src/domain/ids.ts'
import type { RepairPlan } from '../../src/domain/plans/repair.ts'
import { deviceLabel, projections, runs } from '../../src/domain/projections.ts'
import { runStream } from '../../src/domain/run.ts'
import type { Store } from '../../src/ports/event-store.ts'
import { transact } from '../../src/runtime/transact.ts'
import { describeOn, freshName } from '../support/databases.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { NO_GATES } from '../support/no-gates.ts'
import { failedRun } from '../tools/tool-world.ts'

const { by, groups, thread, plan: usual } = failedRun()
const NOW = new Date('2026-03-02T09:00:00.000Z')
const SERVICES = ['payments', 'display'] as const

describe('a person and the policy, at one moment, in memory', () => races(openMemoryStore))
describeOn('TEST_DATABASE_URL', 'a person and the policy, at one moment, on PostgreSQL', (url) =>
  races(async () => (await openPostgresStore({ url, schema: freshName(), projections })).store),
)

function races(open: () => Promise<Store<ShipmateEvent>>): void {
  test('a device is given one fix, whichever of its services each of them means', async () => {
    const store = await open()
    const clock = createHandClock(NOW)
    const settings = { services: [], environments: [], confirmationMinutes: 10, gates: NO_GATES }
    const parts = { store, clock, settings, workflows: readWorkflows(), newId: () => 'id', delivery: NO_CHECKS }
    for (const mine of SERVICES)
      for (const others of SERVICES) {
        const device = `kiosk-${mine}-${others}`
        const drifts = new Map(
          await Promise.all(SERVICES.map(async (one) => [one, await drifted(store, one, device)] as const)),
        )
        const plan = planFor(drifts.get(mine) as DeviceDrift)
        const asked = transact(store, { correlationId: 'p', actor: by }, NOW, async (transaction) => {
          const task: TaskId = `TASK-${await store.nextNumber('task')}`
          return startPlan(parts, transaction, plan, task, { by, groups, thread })
        })
        const policy = { rules: [{ kinds: ['stopped'], do: 'fix' }], fixesPerHour: 50 } as const
        const repairs = { ...parts, log: store, policy, recipes: { recipe: () => 'usual' } }
        const unasked = repairByPolicy(
          repairs,
          drifts.get(others) as DeviceDrift,
          { correlationId: 'd', actor: 'd' },
          false,
        )
        const [person, policys] = await Promise.all([asked, unasked])
        const started = await store.list(runs, { labels: ['repair', deviceLabel(device)] })
        expect(started).toHaveLength(1)
        expect(person.kind === 'done' && person.result === undefined).toBe(!policys)
      }
  })
}

const NO_CHECKS = { checksOf: async () => ({ problem: 'no-host' as const }) } as unknown as StartParts['delivery']

/** A device on which a service has stopped, after it was deployed to its ring. */
async function drifted(store: Store<ShipmateEvent>, service: string, device: string): Promise<DeviceDrift> {
  const environment = `ring-${device}`
  const task: TaskId = `TASK-${await store.nextNumber('task')}`
  const plan = { ...usual, service, environment }
  const place = { service, environment, task }
  const found = {
    ...{ drift: `${service}-${device}`, button: `${service}-${device}`, service, environment, task, device },
    ...{ expected: plan.release, kind: 'stopped' as const, actual: 'v1.0.0', sentence: 'It is stopped.' },
  }
  await transact(store, { correlationId: 'c', actor: by }, NOW, async (transaction) => {
    transaction.append(
      environmentStream(service, environment),
      { type: 'environment.lock.acquired', ...place },
      { type: 'environment.lock.released', ...place },
    )
    transaction.append(
      runStream(task),
      { type: 'cicd.deploy.requested', task, plan, by, groups, thread },
      { type: 'cicd.deploy.completed', task, plan },
    )
    transaction.append(driftStream(service, environment, device), { type: 'drift.found', ...found })
  })
  return { ...found, foundAt: NOW.toISOString() }
}

function planFor({ service, environment, device, drift, expected }: DeviceDrift): RepairPlan {
  const target = { service, environment, device, drift, release: expected }
  return { kind: 'repair', ...target, action: 'restart', ref: expected.version, recipe: 'usual' }
}
