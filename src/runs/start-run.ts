import { acquireOrQueue, environmentStream } from '../domain/environment.ts'
import { evolveRun } from '../domain/evolve-run.ts'
import { passes } from '../domain/gates/passes.ts'
import { lockFrom, runFrom } from '../domain/histories.ts'
import type { TaskId } from '../domain/ids.ts'
import { comesToTheSame, heldPlaceOf, type RunPlan } from '../domain/plan.ts'
import { hasEnded, runStream, workflowOf } from '../domain/run.ts'
import { requestRun } from '../domain/run-decisions.ts'
import type { RunRequest } from '../domain/run-events.ts'
import type { Workflows } from '../domain/workflow.ts'
import { whatFollows } from '../domain/workflows/what-follows.ts'
import type { Transaction } from '../runtime/transact.ts'

/**
 * Starts a task. If it changes an environment that another task holds, it waits for its turn; a build never waits. When
 * a task that is not over does the very same there, nothing is appended and that task is returned.
 */
export async function startRun(
  transaction: Transaction,
  request: RunRequest,
  workflows: Workflows,
  now: Date,
): Promise<TaskId | undefined> {
  const stream = runStream(request.task)
  const requested = requestRun(request)
  const { task } = request
  const held = heldPlaceOf(request)
  let mayBegin = true
  if (held) {
    const { service, environment } = held
    const lockStream = environmentStream(service, environment)
    const lock = lockFrom(await transaction.read(lockStream))
    const same = await taskDoingTheSame(transaction, request.plan, [
      ...(lock.holder ? [lock.holder] : []),
      ...lock.waiting,
    ])
    if (same) return same
    const mayPass = lock.lock !== undefined && passes(request, lock.lock)
    const event = acquireOrQueue(lock, { service, environment, task }, mayPass)
    transaction.append(lockStream, event)
    mayBegin = event.type === 'environment.lock.acquired'
  }
  const run = evolveRun(undefined, { body: requested, at: now.toISOString() })
  transaction.append(
    stream,
    requested,
    ...(run && mayBegin ? whatFollows(run, workflowOf(request, workflows), now) : []),
  )
  return undefined
}

async function taskDoingTheSame(
  transaction: Transaction,
  plan: RunPlan,
  tasks: readonly TaskId[],
): Promise<TaskId | undefined> {
  // Only the last in the line counts: deploying A, then B, then A again is three different wishes.
  const last = tasks.at(-1)
  const run = last && runFrom(await transaction.read(runStream(last)))
  if (!run || hasEnded(run) || run.cancelRequested || plan.kind === 'workflow') return undefined
  return comesToTheSame(run.plan, plan) ? last : undefined
}
