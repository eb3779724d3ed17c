import { type DesiredState, type DeviceState, desiredIn, devicesOf } from '../domain/device.ts'
import { detectDeviceDrift, type ExpectedState } from '../domain/device-looks.ts'
import type { ObservedPlace } from '../domain/drift.ts'
import { environmentKey } from '../domain/environment.ts'
import type { Place } from '../domain/place.ts'
import { environments } from '../domain/projections.ts'
import type { Documents } from '../ports/event-store.ts'
import type { WatchedDevices } from './observe-devices.ts'

/** A device beside what it should have. */
export interface SeenDevice {
  readonly device: DeviceState
  /** Left out: neither the inventory nor the log says what should run there, so nobody can tell whether it is in order. */
  readonly expected?: ExpectedState
  /** Shipmate has deployed to its ring, so what is wrong for a while is recorded and decided on. */
  readonly isFollowed: boolean
  readonly observed: ObservedPlace | undefined
}

/**
 * The devices of these rings as they are at this moment. What they should have is what the ring was told last, by
 * whomever: while a deployment is under way that is more than what the log calls live.
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
    const isFollowed = live !== undefined
    const version = told?.version ?? live?.release.version
    if (version === undefined)
      return devicesOf(fleet, ring).map((device) => ({ device, isFollowed, observed: untold(device, told) }))
    const expected = { version, ...(told?.configHash !== undefined && { configHash: told.configHash }) }
    return devicesOf(fleet, ring).map((device) => ({
      device,
      isFollowed,
      expected,
      observed: detectDeviceDrift(device, expected, now, patience),
    }))
  })
  return (await Promise.all(byRing)).flat()
}

/** A ring that is to run nothing is in order where nothing is installed. */
function untold({ id, version }: DeviceState, told: DesiredState | undefined): ObservedPlace | undefined {
  if (told && version === undefined) return undefined
  return {
    kind: 'unknown',
    ...(version !== undefined && { actual: version }),
    sentence: `Nobody has said what should run on ${id}.`,
  }
}
