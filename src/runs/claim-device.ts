import { deviceStream } from '../domain/device-claim.ts'
import { runFrom } from '../domain/histories.ts'
import type { TaskId } from '../domain/ids.ts'
import type { RepairPlan } from '../domain/plans/repair.ts'
import { hasEnded, type Run, runStream } from '../domain/run.ts'
import type { Transaction } from '../runtime/transact.ts'

/** The task that fixes a device or waits to; undefined where none does. */
export async function fixOf(transaction: Transaction, device: string): Promise<Run | undefined> {
  const last = (await transaction.read(deviceStream(device))).at(-1)?.body
  if (last?.type !== 'device.claimed') return undefined
  const run = runFrom(await transaction.read(runStream(last.task)))
  return run && !hasEnded(run) ? run : undefined
}

/**
 * Takes the device for a task, after {@link fixOf} was asked in the same transaction: of a person and the policy, or of
 * two services of one device, only one then appends.
 */
export function claimDevice(transaction: Transaction, { device, service }: RepairPlan, task: TaskId): void {
  transaction.append(deviceStream(device), { type: 'device.claimed', device, service, task })
}
