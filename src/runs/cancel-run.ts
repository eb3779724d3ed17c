import { runFrom } from '../domain/histories.ts'
import type { TaskId, UserId } from '../domain/ids.ts'
import { runStream, workflowOf } from '../domain/run.ts'
import { type Cancellation, decideCancel } from '../domain/run-decisions.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { Transaction } from '../runtime/transact.ts'
import { appendToRun } from './end-run.ts'

/** Cancels a task; undefined when there is no such task. */
export async function cancelRun(
  transaction: Transaction,
  task: TaskId,
  by: UserId,
  reason: string | undefined,
  workflows: Workflows,
  now: Date,
): Promise<Cancellation | undefined> {
  const run = runFrom(await transaction.read(runStream(task)))
  if (!run) return undefined
  const cancellation = decideCancel(run, workflowOf(run, workflows), by, reason, now)
  if (cancellation.kind === 'cancel') await appendToRun(transaction, run, cancellation.events, workflows, now)
  return cancellation
}
