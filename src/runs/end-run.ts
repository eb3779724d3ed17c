import { environmentStream, releaseLock } from '../domain/environment.ts'
import { lockFrom, runFrom } from '../domain/histories.ts'
import { heldPlaceOf } from '../domain/plan.ts'
import { isRunEnded, type Run, type RunEvent, runStream, workflowOf } from '../domain/run.ts'
import { advance } from '../domain/run-decisions.ts'
import type { Workflows } from '../domain/workflow.ts'
import { outcomeOfTask } from '../domain/workflows/outcome-of-task.ts'
import { whatFollows } from '../domain/workflows/what-follows.ts'
import type { Transaction } from '../runtime/transact.ts'

/**
 * Appends what happened to a run and, if that ends it, hands its environment to the task that has waited longest, and
 * continues the workflow that it was done for.
 */
export async function appendToRun(
  transaction: Transaction,
  run: Run,
  events: readonly RunEvent[],
  workflows: Workflows,
  now: Date,
): Promise<void> {
  transaction.append(runStream(run.task), ...events)
  const end = events.find(isRunEnded)
  if (!end) return
  await leaveEnvironment(transaction, run, workflows, now)
  const parent = run.parent && runFrom(await transaction.read(runStream(run.parent.task)))
  const outcome = parent && run.parent && outcomeOfTask(parent, run.parent.step, end)
  if (!run.parent || !outcome) return
  const next = advance(parent, workflowOf(parent, workflows), run.parent.step, outcome, now)
  await appendToRun(transaction, parent, next, workflows, now)
}

async function leaveEnvironment(transaction: Transaction, run: Run, workflows: Workflows, now: Date): Promise<void> {
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
    if (next) transaction.append(runStream(next.task), ...whatFollows(next, workflowOf(next, workflows), now))
  }
}
