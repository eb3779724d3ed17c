import { type EnvironmentEvent, type EnvironmentLock, environmentStream, releaseLock } from '../domain/environment.ts'
import { passes } from '../domain/gates/passes.ts'
import { lockFrom, runFrom } from '../domain/histories.ts'
import type { TaskId } from '../domain/ids.ts'
import { heldPlaceOf } from '../domain/plan.ts'
import { type Run, runStream, workflowOf } from '../domain/run.ts'
import { advance } from '../domain/run-decisions.ts'
import { isRunEnded, type RunEvent } from '../domain/run-events.ts'
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
  const lock = lockFrom(await transaction.read(stream))
  const left = releaseLock(lock, { service, environment, task }, await passingIn(transaction, lock))
  transaction.append(stream, ...left)
  await beginAcquired(transaction, left, workflows, now)
}

/** Those who wait and whom the lock of a person does not stop. */
export async function passingIn(
  transaction: Transaction,
  { lock, waiting }: EnvironmentLock,
): Promise<readonly TaskId[]> {
  if (!lock) return waiting
  const runs = await Promise.all(waiting.map(async (task) => runFrom(await transaction.read(runStream(task)))))
  return runs.flatMap((run) => (run && passes(run, lock) ? [run.task] : []))
}

/** Asks for the first steps of the tasks that have an environment by now. */
export async function beginAcquired(
  transaction: Transaction,
  events: readonly EnvironmentEvent[],
  workflows: Workflows,
  now: Date,
): Promise<void> {
  for (const event of events) {
    if (event.type !== 'environment.lock.acquired') continue
    const next = runFrom(await transaction.read(runStream(event.task)))
    if (next) transaction.append(runStream(next.task), ...whatFollows(next, workflowOf(next, workflows), now))
  }
}
