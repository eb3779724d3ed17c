import { expect, test } from 'vitest'
import { createRingTarget } from '../../adapters/deploy/inventory/ring-target.ts'
import type { DeviceState } from '../../src/domain/device.ts'
import type { DeployOrder } from '../../src/ports/deployer.ts'
import type { VersionOrder } from '../../src/ports/inventory.ts'

const START = new Date('2026-03-02T09:00:00Z')
const V1 = { sha: '1'.repeat(40), version: 'v1.0.0' }
const V2 = { sha: '2'.repeat(40), version: 'v1.1.0' }

const ORDER: DeployOrder = {
  task: 'TASK-1',
  run: 'first-log',
  fencingToken: 10,
  service: 'payments',
  environment: 'ring-0',
  release: V2,
  strategy: 'blue-green',
  from: V1,
}

/** A ring of one device that never takes the new version, behind an inventory that carries an order out once. */
function stuckRing() {
  const told: VersionOrder[] = []
  const keys: string[] = []
  let now = START
  const device: DeviceState = {
    ...{ id: 'kiosk-1', ring: 'ring-0', service: 'payments', version: 'v1.0.0', running: true },
    lastSeen: START.toISOString(),
  }
  const target = createRingTarget({
    inventory: {
      address: 'http://fleet',
      devices: async () => ({ devices: [{ ...device, lastSeen: now.toISOString() }], desired: [] }),
      async setVersion(order) {
        if (!keys.includes(order.key)) told.push(order)
        keys.push(order.key)
        return { kind: 'accepted' }
      },
      repair: async () => ({ kind: 'accepted' }),
    },
    clock: { now: () => now },
    rolloutMs: 60_000,
    silentAfterMs: 3_600_000,
  })
  return {
    told,
    keys,
    advance(ms: number) {
      now = new Date(now.getTime() + ms)
    },
    deploy: (order: Partial<DeployOrder> = {}) =>
      target.deploy({ ...ORDER, ...order }, async () => {}, new AbortController().signal),
    cancel: (order: DeployOrder) => target.deploy(order, async () => {}, AbortSignal.abort()),
  }
}

test('an order that is given again, with a new fencing token, has the same key', async () => {
  const ring = stuckRing()
  expect(await ring.deploy()).toMatchObject({ kind: 'paused' })
  expect(await ring.deploy({ fencingToken: 20, since: START.toISOString() })).toMatchObject({ kind: 'paused' })
  expect(ring.keys).toHaveLength(2)
  expect(new Set(ring.keys).size).toBe(1)
})

test('taking it back is an order of its own, also where the same commit was there before', async () => {
  for (const from of [V1, V2]) {
    const ring = stuckRing()
    await ring.deploy({ from })
    ring.advance(61_000)
    const late = { from, fencingToken: 20, since: START.toISOString() }
    expect(await ring.deploy(late)).toMatchObject({ kind: 'failed' })
    expect(await ring.deploy({ ...late, fencingToken: 30 })).toMatchObject({ kind: 'failed' })
    expect(ring.told.map(({ release }) => release?.version)).toEqual(['v1.1.0', from.version])
  }
})

test('a cancelled order that had nothing before it tells the ring to run nothing, once', async () => {
  const ring = stuckRing()
  const { from: _, ...first } = ORDER
  for (const fencingToken of [20, 30])
    expect(await ring.cancel({ ...first, since: START.toISOString(), fencingToken })).toEqual({ kind: 'cancelled' })
  expect(ring.told).toHaveLength(1)
  expect(ring.told[0]).not.toHaveProperty('release')
})

test('the task of the same number in a new database gives another order', async () => {
  const ring = stuckRing()
  await ring.deploy()
  await ring.deploy({ run: 'second-log' })
  expect(ring.told).toHaveLength(2)
})
