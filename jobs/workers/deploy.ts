import { targetOf } from '../../src/domain/plan.ts'
import { digestOf } from '../../src/domain/plans/planned-image.ts'
import type { Deployer } from '../../src/ports/deployer.ts'
import { type CanaryTrialParts, canaryTrial } from './canary-trial.ts'
import type { StepWorker } from './step-worker.ts'

/** Puts a release into service, forwards or back. */
export function createDeployWorker(deployer: Deployer, canaries: CanaryTrialParts): StepWorker {
  return async (assignment) => {
    const { run, step, fencingToken, signal, report, correlationId } = assignment
    const heard = run.heard?.[step.id]
    const { task } = run
    const target = targetOf(run)
    if (!target) throw new Error(`${task} has no target; there is nothing to deploy`)
    const { service, environment, release, strategy, canary, from, image, rerun } = target
    const digest = digestOf(image)
    const order = {
      ...{ task, run: correlationId, fencingToken, service, environment, release, strategy },
      ...(from && { from }),
      ...(rerun && { rerun: { run: rerun.run, attempt: rerun.attempt, url: rerun.url } }),
      ...(digest !== undefined && { digest }),
      ...(run.plan.kind === 'rollback' && { isRollback: true as const }),
      ...(run.phaseSince !== undefined && { since: run.phaseSince }),
      ...(heard !== undefined && { heard }),
    }
    const outcome = await deployer.deploy(order, report, signal, canary && canaryTrial(canaries, assignment, canary))
    const logTail = run.takingBack?.[step.id]?.logTail
    return outcome.kind === 'failed' && logTail !== undefined ? { logTail, ...outcome } : outcome
  }
}
