import type { Builder } from '../../src/ports/builder.ts'
import type { StepWorker } from './step-worker.ts'

/** Makes the release that a run needs; one that is there already is kept unless the person asked for `no-cache`. */
export function createBuildWorker(builder: Builder): StepWorker {
  return ({ run: { task, plan }, fencingToken, signal }) => {
    const strategy = plan.kind === 'build' ? plan.strategy : 'cache'
    return builder.build({ task, fencingToken, service: plan.service, release: plan.release, strategy }, signal)
  }
}
