import type { DesiredState, DeviceState } from './device.ts'
import type { ObservedPlace } from './drift.ts'

/** What a device should have. */
export type ExpectedState = Pick<DesiredState, 'configHash'> & { readonly version: string }

/** A device that has been silent for so long, in milliseconds, may be in any state by now. */
export interface Patience {
  readonly silentAfterMs: number
}

/** Compares what a device has with what it should have. What nobody can tell is `unknown`, never in order. */
export function detectDeviceDrift(
  { id, service, version, configHash, running, lastSeen }: DeviceState,
  expected: ExpectedState,
  now: Date,
  { silentAfterMs }: Patience,
): ObservedPlace | undefined {
  if (isSilent({ lastSeen }, now, { silentAfterMs }))
    return { kind: 'unknown', lastSeen, sentence: `${id} has not been seen since ${lastSeen}.` }
  if (version === undefined)
    return { kind: 'missing', sentence: `${service} is not installed on ${id}; expected ${expected.version}.` }
  if (version !== expected.version)
    return { kind: 'version', actual: version, sentence: `${id} has ${version}; expected ${expected.version}.` }
  if (running === undefined) return { kind: 'unknown', sentence: `${id} does not say whether ${service} runs.` }
  if (!running) return { kind: 'stopped', actual: version, sentence: `${service} ${version} is stopped on ${id}.` }
  if (expected.configHash === undefined || configHash === expected.configHash) return undefined
  return { kind: 'config', actual: version, sentence: `${service} on ${id} has another configuration.` }
}

function isSilent({ lastSeen }: Pick<DeviceState, 'lastSeen'>, now: Date, { silentAfterMs }: Patience): boolean {
  return now.getTime() - Date.parse(lastSeen) > silentAfterMs
}

/** Some devices are always switched off; a ring with more silent ones than this tells too little. */
const MOST_SILENT_SHARE = 0.1

/** How the devices of a ring are. */
export interface RingLook {
  readonly total: number
  readonly inOrder: number
  readonly silent: number
  /** Those that are not in order, silent ones included, with what is wrong with each. */
  readonly wrong: readonly { readonly device: string; readonly observed: ObservedPlace }[]
  /** Every device that speaks has what it should, and few are silent. */
  readonly isHealthy: boolean
}

export function lookAtRing(
  devices: readonly DeviceState[],
  expected: ExpectedState,
  now: Date,
  patience: Patience,
): RingLook {
  const wrong = devices.flatMap((device) => {
    const observed = detectDeviceDrift(device, expected, now, patience)
    return observed ? [{ device: device.id, observed }] : []
  })
  const silent = wrong.filter(({ observed }) => observed.lastSeen !== undefined).length
  const inOrder = devices.length - wrong.length
  const isHealthy = inOrder > 0 && wrong.length === silent && silent <= devices.length * MOST_SILENT_SHARE
  return { total: devices.length, inOrder, silent, wrong, isHealthy }
}
