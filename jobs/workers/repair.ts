import { desiredIn, devicesOf } from '../../src/domain/device.ts'
import { detectDeviceDrift, type Patience } from '../../src/domain/device-looks.ts'
import type { RepairPlan } from '../../src/domain/plans/repair.ts'
import type { StepOutcome } from '../../src/domain/run-decisions.ts'
import type { Clock } from '../../src/ports/clock.ts'
import { type Inventory, InventoryUnavailableError } from '../../src/ports/inventory.ts'
import type { Assignment, StepWorker } from './step-worker.ts'

export interface RepairParts extends Patience {
  readonly inventory: Inventory
  readonly clock: Pick<Clock, 'now'>
  /** How long a device may take until it is in order, in milliseconds. */
  readonly repairMs: number
}

const LOOK_EVERY_MS = 15_000

/**
 * Has the inventory put a device right, and waits, in pauses, until the device says that it is. Taken up again it gives the
 * same order under the same key, which the inventory carries out once.
 */
export function createRepairWorker(parts: RepairParts): StepWorker {
  return async (assignment) => {
    const { run, signal, report } = assignment
    if (run.plan.kind !== 'repair') throw new Error(`${run.task} is no fix of a device`)
    // A device that has its order carries it out: there is nothing to take back.
    if (signal.aborted) return { kind: 'cancelled' }
    if (run.phaseSince === undefined) await report('starting')
    const isLate = run.phaseSince !== undefined && isTooLate(parts, run.phaseSince)
    try {
      const complaint = await repaired(parts, assignment, run.plan)
      if (typeof complaint === 'object') return complaint
      return isLate ? tooLate(parts, complaint) : pause(parts)
    } catch (error) {
      if (!(error instanceof InventoryUnavailableError)) throw error
      return isLate ? tooLate(parts, error.userMessage) : pause(parts)
    }
  }
}

/** For a fix that was asked for before the inventory was taken out of the configuration. */
export const withoutInventory: StepWorker = async () => failed('No inventory is configured any more.')

/** How it ended, or what is still wrong with the device, as a sentence. */
async function repaired(
  { inventory, clock, ...patience }: RepairParts,
  { run: { task }, fencingToken }: Assignment,
  { service, environment, device, action, drift, release }: RepairPlan,
): Promise<StepOutcome | string> {
  const order = { key: `${task}-${drift}`, fencingToken, service, device, action, release }
  const answer = await inventory.repair(order)
  if (answer.kind === 'outdated') return failed(`A newer task is changing ${device}; this one changed nothing more.`)
  if (answer.kind === 'refused')
    return failed(`The inventory refuses to ${action} ${service} on ${device}: ${answer.why}`)
  const fleet = await inventory.devices()
  const there = devicesOf(fleet, { service, environment }).find(({ id }) => id === device)
  if (!there) return failed(`${device} is no longer in the inventory.`)
  const configHash = desiredIn(fleet, { service, environment })?.configHash
  const expected = { version: release.version, ...(configHash !== undefined && { configHash }) }
  return detectDeviceDrift(there, expected, clock.now(), patience)?.sentence ?? { kind: 'done' }
}

function isTooLate({ clock, repairMs }: RepairParts, since: string): boolean {
  return clock.now().getTime() - Date.parse(since) >= repairMs
}

function pause({ clock }: RepairParts): StepOutcome {
  return { kind: 'paused', until: new Date(clock.now().getTime() + LOOK_EVERY_MS).toISOString() }
}

function tooLate({ repairMs }: RepairParts, complaint: string): StepOutcome {
  return failed(`After ${Math.round(repairMs / 60_000)} min it is still not in order: ${complaint}`)
}

function failed(reason: string): StepOutcome {
  return { kind: 'failed', reason, nextStep: 'Look at the device, then ask again.' }
}
