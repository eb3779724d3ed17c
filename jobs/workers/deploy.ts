import type { Deployer } from '../../src/ports/deployer.ts'
import { type CanaryTrialParts, canaryTrial } from './canary-trial.ts'
import type { StepWorker } from './step-worker.ts'

/** Puts a release into service, forwards or back. */
export function createDeployWorker(deployer: Deployer, canaries: CanaryTrialParts): StepWorker {
  return async (assignment) => {
    const { run, fencingToken, signal, report } = assignment
    const { task, plan } = run
    if (plan.kind === 'build') throw new Error(`${task} builds; there is nothing to deploy`)
    const { service, environment, release, strategy, canary } = plan
    const order = { task, fencingToken, service, environment, release, strategy }
    return deployer.deploy(order, report, signal, canary && canaryTrial(canaries, assignment, canary))
  }
}
