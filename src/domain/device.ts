import type { EnvironmentId, ServiceId } from './ids.ts'

/** One service on one device, as the inventory last heard of it. */
export interface DeviceState {
  readonly id: string
  /** The group of devices that gets a version at the same time; rings are environments to everybody else. */
  readonly ring: EnvironmentId
  readonly service: ServiceId
  /** Left out: the service belongs there and is not installed. */
  readonly version?: string
  readonly configHash?: string
  /** Left out: the device does not say. */
  readonly running?: boolean
  /** ISO 8601 in UTC. */
  readonly lastSeen: string
}

/** What all devices of a ring have been told to run. */
export interface DesiredState {
  readonly ring: EnvironmentId
  readonly service: ServiceId
  /** Left out: nothing is to run there. */
  readonly version?: string
  /** As it was given with the version. */
  readonly commit?: string
  /** What the configuration of a device is to come to; left out, it is not compared. */
  readonly configHash?: string
}

/** All that an inventory knows at one moment. */
export interface Fleet {
  readonly devices: readonly DeviceState[]
  readonly desired: readonly DesiredState[]
}

type OfRing = { readonly service: ServiceId; readonly environment: EnvironmentId }

/** The devices of a ring that a service belongs on. */
export function devicesOf({ devices }: Fleet, { service, environment }: OfRing): readonly DeviceState[] {
  return devices.filter((device) => device.service === service && device.ring === environment)
}

/** What the ring has been told to run of a service; undefined when nobody has told it anything. */
export function desiredIn({ desired }: Fleet, { service, environment }: OfRing): DesiredState | undefined {
  return desired.find((one) => one.service === service && one.ring === environment)
}
