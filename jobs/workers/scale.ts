import type { ScalePlan } from '../../src/domain/plans/scale.ts'
import type { PlaceAbilities } from '../../src/ports/abilities.ts'
import { noLongerAble } from './no-longer-able.ts'
import type { Assignment, StepWorker } from './step-worker.ts'

/** Changes how many instances of a service run. */
export function createScaleWorker(delivery: PlaceAbilities): StepWorker {
  return async (assignment) => {
    const { task, plan } = assignment.run
    if (plan.kind !== 'scale') throw new Error(`${task} scales nothing`)
    return scaled(delivery, assignment, plan)
  }
}

function scaled(
  delivery: PlaceAbilities,
  { run: { task, phaseSince }, fencingToken, report, signal, correlationId }: Assignment,
  { service, environment, count, from }: ScalePlan,
): ReturnType<StepWorker> {
  const { scale } = delivery.abilities(service, environment)
  if (scale.kind === 'lacking') return noLongerAble(service, environment)
  const order = {
    ...{ task, run: correlationId, fencingToken, service, environment, count },
    ...(from && { from: from.count }),
    ...(phaseSince !== undefined && { since: phaseSince }),
  }
  return scale.part.scale(order, report, signal)
}
