import { claim, environmentStream } from '../domain/environment.ts'
import { claimFrom } from '../domain/histories.ts'
import { evolveRun, type RunRequest, requestReadySteps, requestRun, runStream } from '../domain/run.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { Transaction } from '../log/transact.ts'

/** Begins a task. If it changes an environment that another task holds, it waits for its turn; a build never waits. */
export async function startRun(transaction: Transaction, request: RunRequest, workflows: Workflows): Promise<void> {
  const stream = runStream(request.task)
  const requested = requestRun(request)
  transaction.append(stream, requested)
  const { plan, task } = request
  if (plan.kind !== 'build') {
    const { service, environment } = plan
    const lockStream = environmentStream(service, environment)
    const claimed = claim(claimFrom(await transaction.read(lockStream)), { service, environment, task })
    transaction.append(lockStream, claimed)
    if (claimed.type === 'environment.awaited') return
  }
  const run = evolveRun(undefined, { body: requested, at: '' })
  if (run) transaction.append(stream, ...requestReadySteps(run, workflows[plan.kind]))
}
