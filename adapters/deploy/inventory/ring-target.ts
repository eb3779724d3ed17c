import { createHash } from 'node:crypto'
import { type DeviceState, desiredIn, devicesOf, type Fleet } from '../../../src/domain/device.ts'
import { lookAtRing, type Patience, type RingLook } from '../../../src/domain/device-looks.ts'
import type { Release } from '../../../src/domain/release.ts'
import { LACKING } from '../../../src/ports/abilities.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { DeployTarget } from '../../../src/ports/delivery.ts'
import { type DeployOrder, type DeployOutcome, HandedOverError } from '../../../src/ports/deployer.ts'
import { type Inventory, InventoryUnavailableError } from '../../../src/ports/inventory.ts'
import { type Failed, failed } from '../../../src/ports/work-outcome.ts'

export interface RingTargetParts extends Patience {
  readonly inventory: Inventory
  readonly clock: Pick<Clock, 'now'>
  /** How long the devices of a ring may take until all of them have a version, in milliseconds. */
  readonly rolloutMs: number
}

/** Devices report every minute or so; between two looks the order takes no worker. */
const LOOK_EVERY_MS = 30_000
/** Nobody reads a longer list; the inventory has it. */
const DEVICES_NAMED = 5

/**
 * Delivers to the devices of a ring: tells the inventory which version the ring is to run, and waits, in pauses, until
 * the devices say that they run it. A ring that does not get there in time is told its old version again.
 */
export function createRingTarget(parts: RingTargetParts): DeployTarget {
  const { inventory, clock } = parts
  return {
    deploy: (order, report, signal) => deploy(parts, order, report, signal),
    async canaryBlocker(service, environment) {
      return `${service} goes to the devices of ${environment} at once; the rings before are its canary.`
    },
    async health(service, environment) {
      const fleet = await inventory.devices()
      const url = inventory.address
      const devices = devicesOf(fleet, { service, environment })
      const desired = desiredIn(fleet, { service, environment })
      if (desired?.version === undefined || devices.length === 0) return { state: 'nothing-deployed', url }
      const { version, commit = version } = desired
      const release = { sha: commit, version }
      const look = lookAtRing(devices, { ...desired, version }, clock.now(), parts)
      return look.isHealthy
        ? { state: 'healthy', release, url, since: newestSign(devices) }
        : { state: 'unhealthy', release, url, sentence: sentenceOf(look) }
    },
    abilities: () => ({ runsBy: 'inventory', strategies: [], restart: LACKING, scale: LACKING, logs: LACKING }),
    start: async () => undefined,
    close: async () => undefined,
  }
}

/** The devices were in order when they were last heard of. */
function newestSign(devices: readonly DeviceState[]): string {
  const signs = devices.map(({ lastSeen }) => lastSeen).toSorted()
  return signs.at(-1) ?? ''
}

async function deploy(
  parts: RingTargetParts,
  order: DeployOrder,
  report: Parameters<DeployTarget['deploy']>[1],
  signal: AbortSignal,
): Promise<DeployOutcome> {
  if (signal.aborted) return aborted(parts, order, signal)
  // From here on the ring may have been told: a cancelled order restores what was there.
  if (order.since === undefined) await report('starting')
  try {
    const unfit = await tell(parts, order, 'release')
    if (unfit) return unfit
    const look = lookAt(parts, order, await parts.inventory.devices())
    if (look.isHealthy) {
      await report('healthy')
      await report('switched')
      return { kind: 'done', detail: `${look.inOrder} of ${look.total} devices run ${order.release.version}.` }
    }
    return isInTime(parts, order) ? pause(parts) : await tooLate(parts, order, sentenceOf(look))
  } catch (error) {
    if (!(error instanceof InventoryUnavailableError)) throw error
    return isInTime(parts, order) ? pause(parts) : await tooLate(parts, order, error.userMessage)
  }
}

async function aborted(parts: RingTargetParts, order: DeployOrder, signal: AbortSignal): Promise<DeployOutcome> {
  if (signal.reason instanceof HandedOverError) throw signal.reason
  if (order.since === undefined) return { kind: 'cancelled' }
  const unfit = await tell(parts, order, 'undo')
  return unfit ?? { kind: 'cancelled' }
}

/** What a task tells its ring: its release, and where that came to nothing, what was there before. */
type Phase = 'release' | 'undo'

/**
 * The same for every attempt, and another for each of the two orders of a task, also where both name one commit. The run
 * tells apart tasks of the same number, since those start from 1 in a new database.
 */
function keyOf({ task, run = '' }: DeployOrder, phase: Phase, release: Release | undefined): string {
  const whole = JSON.stringify([task, run, phase, release?.sha ?? null])
  return `${task}-${phase}-${createHash('sha256').update(whole).digest('hex').slice(0, 24)}`
}

/** Undefined when the inventory has taken it. Told again, it changes nothing. */
async function tell({ inventory }: RingTargetParts, order: DeployOrder, phase: Phase): Promise<Failed | undefined> {
  const { fencingToken, service, environment } = order
  const release = phase === 'undo' ? order.from : order.release
  const key = keyOf(order, phase, release)
  const answer = await inventory.setVersion({
    ...{ key, fencingToken, service, ring: environment },
    ...(release && { release }),
  })
  switch (answer.kind) {
    case 'accepted':
      return undefined
    case 'outdated':
      return failed(
        `A newer task is changing ${service} in ${environment}; this one changed nothing more.`,
        'Look at the status, then ask again if it is still needed.',
      )
    case 'refused':
      return failed(
        `The inventory refuses ${release?.version ?? 'to remove it'} for ${environment}: ${answer.why}`,
        'Correct that in the inventory, then ask again.',
      )
  }
}

function lookAt(parts: RingTargetParts, { service, environment, release }: DeployOrder, fleet: Fleet): RingLook {
  const configHash = desiredIn(fleet, { service, environment })?.configHash
  const expected = { version: release.version, ...(configHash !== undefined && { configHash }) }
  return lookAtRing(devicesOf(fleet, { service, environment }), expected, parts.clock.now(), parts)
}

function isInTime({ clock, rolloutMs }: RingTargetParts, { since }: DeployOrder): boolean {
  return since === undefined || clock.now().getTime() - Date.parse(since) < rolloutMs
}

function pause({ clock }: RingTargetParts): DeployOutcome {
  return { kind: 'paused', until: new Date(clock.now().getTime() + LOOK_EVERY_MS).toISOString() }
}

async function tooLate(parts: RingTargetParts, order: DeployOrder, why: string): Promise<DeployOutcome> {
  const { environment, release, from } = order
  const minutes = Math.round(parts.rolloutMs / 60_000)
  const unfit = await tell(parts, order, 'undo')
  if (unfit) return unfit
  const then = from ? `The ring is told to run ${from.version} again.` : 'The ring is told to run nothing again.'
  return failed(
    `${environment} was not healthy with ${release.version} after ${minutes} min: ${why} ${then}`,
    'Look at these devices, then ask again.',
  )
}

/** `2 of 3 devices are in order. kiosk-17 has v1.0.0; expected v1.1.0.` */
function sentenceOf({ total, inOrder, wrong }: RingLook): string {
  if (total === 0) return 'The inventory knows no device there that it belongs on.'
  const named = wrong.slice(0, DEVICES_NAMED).map(({ observed }) => observed.sentence)
  const more = wrong.length - named.length
  return [`${inOrder} of ${total} devices are in order.`, ...named, ...(more > 0 ? [`And ${more} more.`] : [])].join(
    ' ',
  )
}
