import { desiredIn, devicesOf, type Fleet } from '../domain/device.ts'
import { detectDeviceDrift, type ExpectedState, type Patience } from '../domain/device-looks.ts'
import type { EnvironmentState } from '../domain/environment.ts'
import type { Release } from '../domain/release.ts'
import type { Sighting } from '../ports/drift-source.ts'
import type { DeviceList } from '../ports/inventory.ts'

/** Where devices are looked up, and how long they may be silent. */
export interface WatchedDevices extends Patience {
  readonly inventory: DeviceList
}

/** Holds what the devices of a ring have against what the log says they should. None where nothing was deployed to it. */
export async function observeDevices(
  { service, environment, current }: EnvironmentState,
  { inventory, ...patience }: WatchedDevices,
  now: Date,
): Promise<readonly Sighting[]> {
  if (!current) return []
  const fleet = await inventory.devices()
  const expected = expectedOf(fleet, { service, environment }, current.release)
  return devicesOf(fleet, { service, environment }).map((device) => ({
    device: device.id,
    observed: detectDeviceDrift(device, expected, now, patience),
  }))
}

/** The configuration is the inventory's affair; what it says of another version says nothing of this one. */
function expectedOf(
  fleet: Fleet,
  place: Pick<EnvironmentState, 'service' | 'environment'>,
  { version }: Release,
): ExpectedState {
  const desired = desiredIn(fleet, place)
  const configHash = desired?.version === version ? desired.configHash : undefined
  return { version, ...(configHash !== undefined && { configHash }) }
}
