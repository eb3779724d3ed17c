import { expect, test } from 'vitest'
import type { DesiredState, DeviceState } from '../../src/domain/device.ts'
import { devicesSeen } from '../../src/queries/devices-seen.ts'
import { openMemoryStore } from '../support/memory-store.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const OF_RING = { service: 'payments', ring: 'ring-0' }
const device = (id: string, version?: string, lastSeen = NOW): DeviceState => ({
  ...{ id, running: true, lastSeen: lastSeen.toISOString(), ...OF_RING },
  ...(version !== undefined && { version }),
})

/** A ring that Shipmate has never deployed to. */
async function seen(devices: readonly DeviceState[], desired: readonly DesiredState[]) {
  const inventory = { devices: async () => ({ devices, desired }) }
  const ring = { service: 'payments', environment: 'ring-0' }
  const found = await devicesSeen([ring], { inventory, silentAfterMs: 60_000 }, NOW, await openMemoryStore())
  return found.map(({ device: { id }, observed, expected, isFollowed }) => ({ id, observed, expected, isFollowed }))
}

test('what the inventory wants is what should run, whoever told it', async () => {
  const silent = new Date(NOW.getTime() - 120_000)
  const all = [device('a', 'v1.1.0'), device('b', 'v1.0.0'), device('c'), device('d', 'v1.1.0', silent)]
  const found = await seen(all, [{ ...OF_RING, version: 'v1.1.0' }])
  expect(found.map(({ observed }) => observed?.kind)).toEqual([undefined, 'version', 'missing', 'unknown'])
  for (const one of found) expect(one).toMatchObject({ isFollowed: false, expected: { version: 'v1.1.0' } })
})

test('where nobody says what should run, nobody can tell whether a device is in order', async () => {
  for (const { observed, expected } of await seen([device('a', 'v1.0.0'), device('b')], [])) {
    expect(observed).toMatchObject({ kind: 'unknown' })
    expect(expected).toBeUndefined()
  }
})

test('a ring that is to run nothing is in order where nothing is installed', async () => {
  const found = await seen([device('a', 'v1.0.0'), device('b')], [OF_RING])
  expect(found.map(({ observed }) => observed?.kind)).toEqual(['unknown', undefined])
})
