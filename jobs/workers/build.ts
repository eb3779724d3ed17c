import { isReleasePlan } from '../../src/domain/plan.ts'
import type { Builder } from '../../src/ports/builder.ts'
import type { StepWorker } from './step-worker.ts'

/** Makes the release that a run needs; one that is there already is kept unless the person asked for `no-cache`. */
export function createBuildWorker(builder: Builder): StepWorker {
  return async ({ run: { task, plan }, fencingToken, signal }) => {
    if (!isReleasePlan(plan)) throw new Error(`${task} has no release; there is nothing to build`)
    const strategy = plan.kind === 'build' ? plan.strategy : 'cache'
    return builder.build({ task, fencingToken, service: plan.service, release: plan.release, strategy }, signal)
  }
}
