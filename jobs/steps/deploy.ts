import type { Deployer } from '../../src/ports/delivery.ts'
import type { StepWorker } from './step-worker.ts'

/** Puts a release into service, forwards or back. */
export function createDeployWorker(deployer: Deployer): StepWorker {
  return async ({ run: { task, plan }, fencingToken, signal, report }) => {
    if (plan.kind === 'build') throw new Error(`${task} builds; there is nothing to deploy`)
    const { service, environment, release, strategy } = plan
    return deployer.deploy({ task, fencingToken, service, environment, release, strategy }, report, signal)
  }
}
