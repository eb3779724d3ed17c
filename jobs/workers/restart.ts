import type { RestartPlan } from '../../src/domain/plans/restart.ts'
import type { PlaceAbilities } from '../../src/ports/abilities.ts'
import { noLongerAble } from './no-longer-able.ts'
import type { Assignment, StepWorker } from './step-worker.ts'

/** Replaces the running instances of a service with new ones. */
export function createRestartWorker(delivery: PlaceAbilities): StepWorker {
  return async (assignment) => {
    const { task, plan } = assignment.run
    if (plan.kind !== 'restart') throw new Error(`${task} restarts nothing`)
    return restarted(delivery, assignment, plan)
  }
}

function restarted(
  delivery: PlaceAbilities,
  { run: { task, phaseSince }, fencingToken, report, signal, correlationId }: Assignment,
  { service, environment, release }: RestartPlan,
): ReturnType<StepWorker> {
  const { restart } = delivery.abilities(service, environment)
  if (restart.kind === 'lacking') return noLongerAble(service, environment)
  const order = {
    ...{ task, run: correlationId, fencingToken, service, environment },
    ...(release && { release }),
    ...(phaseSince !== undefined && { since: phaseSince }),
  }
  return restart.part.restart(order, report, signal)
}
