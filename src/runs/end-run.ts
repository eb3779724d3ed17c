import { environmentStream, releaseLock } from '../domain/environment.ts'
import { lockFrom, runFrom } from '../domain/histories.ts'
import { heldPlaceOf } from '../domain/plan.ts'
import { isRunEnded, type Run, type RunEvent, runStream, workflowOf } from '../domain/run.ts'
import { requestReadySteps } from '../domain/run-decisions.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { Transaction } from '../runtime/transact.ts'

/** Appends what happened to a run and, if that ends it, hands its environment to the task that has waited longest. */
export async function appendToRun(
  transaction: Transaction,
  run: Run,
  events: readonly RunEvent[],
  workflows: Workflows,
): Promise<void> {
  transaction.append(runStream(run.task), ...events)
  if (events.some(isRunEnded)) await leaveEnvironment(transaction, run, workflows)
}

async function leaveEnvironment(transaction: Transaction, run: Run, workflows: Workflows): Promise<void> {
  const { task } = run
  const held = heldPlaceOf(run)
  if (!held) return
  const { service, environment } = held
  const stream = environmentStream(service, environment)
  const left = releaseLock(lockFrom(await transaction.read(stream)), { service, environment, task })
  transaction.append(stream, ...left)
  for (const event of left) {
    if (event.type !== 'environment.lock.acquired') continue
    const next = runFrom(await transaction.read(runStream(event.task)))
    if (next) transaction.append(runStream(next.task), ...requestReadySteps(next, workflowOf(next, workflows)))
  }
}
