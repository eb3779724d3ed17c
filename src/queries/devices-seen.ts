import { type DeviceState, desiredIn, devicesOf } from '../domain/device.ts'
import { detectDeviceDrift, type ExpectedState } from '../domain/device-looks.ts'
import type { ObservedPlace } from '../domain/drift.ts'
import { environmentKey } from '../domain/environment.ts'
import type { Place } from '../domain/place.ts'
import { environments } from '../domain/projections.ts'
import type { Documents } from '../ports/event-store.ts'
import type { WatchedDevices } from './observe-devices.ts'

/** A device beside what it should have; without an expectation nobody has told it anything. */
export interface SeenDevice {
  readonly device: DeviceState
  readonly expected: ExpectedState
  readonly observed: ObservedPlace | undefined
}

/**
 * The devices of these rings as they are at this moment. What they should have is what the ring was told last: while a
 * deployment is under way that is more than what the log calls live.
 * @throws {InventoryUnavailableError}
 */
export async function devicesSeen(
  rings: readonly Place[],
  { inventory, ...patience }: WatchedDevices,
  now: Date,
  documents: Documents,
): Promise<readonly SeenDevice[]> {
  const fleet = await inventory.devices()
  const byRing = rings.map(async (ring) => {
    const live = (await documents.get(environments, environmentKey(ring.service, ring.environment)))?.current
    const told = desiredIn(fleet, ring)
    const version = told?.version ?? live?.release.version
    if (version === undefined) return []
    const expected = { version, ...(told?.configHash !== undefined && { configHash: told.configHash }) }
    return devicesOf(fleet, ring).map((device) => ({
      device,
      expected,
      observed: detectDeviceDrift(device, expected, now, patience),
    }))
  })
  return (await Promise.all(byRing)).flat()
}
