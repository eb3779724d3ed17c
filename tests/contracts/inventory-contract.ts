import { expect, test } from 'vitest'
import type { InventoryOptions } from '../../adapters/inventory/http-inventory.ts'
import type { Fleet } from '../../adapters/rehearsal/fleet.ts'
import type { HandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { type Inventory, InventoryUnavailableError } from '../../src/ports/inventory.ts'

/** An inventory, and the devices behind it. */
export interface KnownFleet {
  readonly inventory: Inventory
  readonly fleet: Fleet
  readonly clock: HandClock
}

export type Bounds = Partial<Pick<InventoryOptions, 'timeoutMs' | 'mostMegabytes' | 'mostDevices' | 'token'>>

const release = { sha: 'a'.repeat(40), version: 'v1.1.0' }
const restart = { service: 'payments', device: 'kiosk-1', action: 'restart', release } as const
const update = { service: 'payments', ring: 'ring-0', release } as const

/** @param withFleet Runs a test with five devices: `kiosk-1` to `kiosk-4` in `ring-0`, `kiosk-5` in `ring-1`, all with payments v1.0.0. */
export function inventoryContract(
  withFleet: (test: (known: KnownFleet) => Promise<void>, bounds?: Bounds) => Promise<void>,
): void {
  const problemOf = async (inventory: Inventory): Promise<unknown> => {
    const error = await inventory.devices().catch((caught: unknown) => caught)
    return error instanceof InventoryUnavailableError ? error.problem : error
  }
  const pass = ({ clock }: KnownFleet, ms: number): void => clock.moveTo(new Date(clock.now().getTime() + ms))
  const versions = async ({ inventory }: KnownFleet): Promise<readonly (string | undefined)[]> =>
    (await inventory.devices()).devices.map(({ version }) => version)

  test('all devices are listed, over any number of pages, each with what is known of it', () =>
    withFleet(async ({ inventory, fleet }) => {
      fleet.turn('kiosk-2', 'payments', 'missing')
      fleet.turn('kiosk-3', 'payments', 'unclear')
      const { devices } = await inventory.devices()
      expect(devices.map(({ id }) => id)).toEqual(['kiosk-1', 'kiosk-2', 'kiosk-3', 'kiosk-4', 'kiosk-5'])
      expect(devices[0]).toMatchObject({ ring: 'ring-0', service: 'payments', version: 'v1.0.0', running: true })
      expect(devices[1]).not.toHaveProperty('version')
      expect(devices[2]).not.toHaveProperty('running')
      expect(devices.every(({ lastSeen }) => !Number.isNaN(Date.parse(lastSeen)))).toBe(true)
    }))

  test('what has not changed is not sent again', () =>
    withFleet(async (known) => {
      const first = await known.inventory.devices()
      expect(await known.inventory.devices()).toEqual(first)
      expect(known.fleet.asked).toMatchObject({ unchanged: 1 })
      known.fleet.turn('kiosk-5', 'payments', 'v0.9.0')
      expect(await versions(known)).toContain('v0.9.0')
      expect(known.fleet.asked).toMatchObject({ unchanged: 1 })
    }))

  test('those who ask at the same time share one answer', () =>
    withFleet(async ({ inventory, fleet }) => {
      const before = fleet.asked.lists
      const [one, other] = await Promise.all([inventory.devices(), inventory.devices()])
      expect(one).toBe(other)
      expect(fleet.asked.lists - before).toBe(3)
    }))

  test('a ring is told a version once, however often the order is given, and its devices have it after a while', () =>
    withFleet(async (known) => {
      const { inventory, fleet } = known
      expect(await inventory.setVersion({ ...update, key: 'TASK-1-a', fencingToken: 7 })).toEqual({ kind: 'accepted' })
      expect(await inventory.setVersion({ ...update, key: 'TASK-1-a', fencingToken: 8 })).toEqual({ kind: 'accepted' })
      expect(fleet.done).toEqual(['payments v1.1.0 in ring-0'])
      expect((await inventory.devices()).desired).toEqual([
        expect.objectContaining({ ring: 'ring-0', service: 'payments', version: 'v1.1.0', commit: release.sha }),
      ])
      pass(known, 60_000)
      expect(await versions(known)).toEqual(['v1.1.0', 'v1.1.0', 'v1.1.0', 'v1.1.0', 'v1.0.0'])
    }))

  test('an order of an attempt that another one has replaced changes nothing', () =>
    withFleet(async ({ inventory, fleet }) => {
      await inventory.setVersion({ ...update, key: 'TASK-2-a', fencingToken: 9 })
      const { release: _, ...nothing } = update
      expect(await inventory.setVersion({ ...nothing, key: 'TASK-1-b', fencingToken: 8 })).toEqual({ kind: 'outdated' })
      expect(await inventory.repair({ ...restart, key: 'TASK-4-x', fencingToken: 12 })).toEqual({ kind: 'accepted' })
      expect(await inventory.repair({ ...restart, key: 'TASK-3-x', fencingToken: 11 })).toEqual({ kind: 'outdated' })
      expect(fleet.done).toEqual(['payments v1.1.0 in ring-0', 'restart payments on kiosk-1'])
    }))

  test('a fix is carried out once for its key, and what cannot be done is refused for good', () =>
    withFleet(async ({ inventory, fleet }) => {
      await inventory.repair({ ...restart, key: 'TASK-1-x', fencingToken: 1 })
      await inventory.repair({ ...restart, key: 'TASK-1-x', fencingToken: 2 })
      expect(fleet.done).toEqual(['restart payments on kiosk-1'])
      const refused = await inventory.repair({ ...restart, device: 'kiosk-9', key: 'TASK-2-x', fencingToken: 3 })
      expect(refused).toEqual({ kind: 'refused', why: expect.stringContaining('there is no kiosk-9') })
    }))

  test('rubbish, nothing, a page for people and a fault are each told by what they are', () =>
    withFleet(async ({ inventory, fleet }) => {
      fleet.state = 'rubbish'
      expect(await problemOf(inventory)).toEqual({ kind: 'rubbish', what: 'it is not JSON' })
      fleet.state = 'empty'
      expect(await problemOf(inventory)).toEqual({ kind: 'rubbish', what: 'nothing' })
      fleet.state = 'down'
      expect(await problemOf(inventory)).toEqual({ kind: 'refused', status: 503 })
      await expect(inventory.repair({ ...restart, key: 'k', fencingToken: 1 })).rejects.toThrow(
        InventoryUnavailableError,
      )
      fleet.state = 'up'
      expect((await inventory.devices()).devices).toHaveLength(5)
      expect(fleet.done).toEqual([])
    }))

  test('fifty megabytes are not read, and what was known before is not forgotten', () =>
    withFleet(
      async (known) => {
        await known.inventory.devices()
        known.fleet.state = 'huge'
        expect(await problemOf(known.inventory)).toEqual({ kind: 'too-large', megabytes: 4 })
        known.fleet.state = 'up'
        expect(await versions(known)).toHaveLength(5)
        expect(known.fleet.asked).toMatchObject({ unchanged: 1 })
      },
      { mostMegabytes: 4 },
    ))

  test('more devices than are allowed are not taken', () =>
    withFleet(async ({ inventory }) => expect(await problemOf(inventory)).toEqual({ kind: 'too-many', most: 4 }), {
      mostDevices: 4,
    }))
}
