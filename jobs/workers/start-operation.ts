import { environmentKey } from '../../src/domain/environment.ts'
import type { Place } from '../../src/domain/place.ts'
import { environments } from '../../src/domain/projections.ts'
import type { StepOutcome } from '../../src/domain/run-decisions.ts'
import type { TaskAction } from '../../src/domain/workflows/definition.ts'
import { fill } from '../../src/domain/workflows/references.ts'
import { valuesOf } from '../../src/domain/workflows/values.ts'
import type { PlaceAbilities } from '../../src/ports/abilities.ts'
import type { Documents, EventLog } from '../../src/ports/event-store.ts'
import type { Assignment } from './step-worker.ts'
import type { PlanTask, WantedOperation, WantedScale } from './wanted-task.ts'

export interface StartOperationParts {
  readonly store: Documents & Pick<EventLog, 'nextNumber'>
  readonly delivery: PlaceAbilities
  /** Makes it exact, for the person behind a run. */
  readonly plan: PlanTask
}

/** Hands a restart or a change of the number of instances on to a task of its own. */
export async function startOperation(
  { store, delivery, plan }: StartOperationParts,
  assignment: Assignment,
  own: Extract<TaskAction, { readonly uses: WantedOperation['kind'] }>,
): Promise<StepOutcome> {
  const { run, step, signal } = assignment
  if (signal.aborted) return { kind: 'cancelled' }
  const wanted = wantedFrom(own, (text) => fill(text, valuesOf(run, step.id)))
  if (wanted.kind === 'scale' && (await hasThatMany(wanted, store, delivery))) return { kind: 'done', outputs: {} }
  const planned = await plan(wanted, assignment)
  switch (planned.kind) {
    case 'problem': {
      const nextStep = `Say “retry ${run.task}” when that is settled.`
      return { kind: 'failed', reason: planned.sentence, nextStep }
    }
    case 'plan':
      return { kind: 'handed-on', to: `TASK-${await store.nextNumber('task')}`, plan: planned.plan }
  }
}

function wantedFrom(
  own: Extract<TaskAction, { readonly uses: WantedOperation['kind'] }>,
  filled: (text: string) => string,
): WantedOperation {
  const place: Place = { service: filled(own.with.service), environment: filled(own.with.environment) }
  if (own.uses === 'restart') return { kind: own.uses, ...place }
  const count = filled(own.with.count)
  // What is no number is refused where the plan is made, with the sentence for that.
  return { kind: own.uses, ...place, count: /^\d+$/.test(count) ? Number(count) : Number.NaN }
}

/** Nothing is to be done where there are that many already, and nobody is changing that. */
async function hasThatMany(
  { service, environment, count }: WantedScale,
  store: Documents,
  delivery: PlaceAbilities,
): Promise<boolean> {
  const place = await store.get(environments, environmentKey(service, environment))
  if (!place || place.holder !== undefined || (place.waiting?.length ?? 0) > 0) return false
  const { scale } = delivery.abilities(service, environment)
  if (scale.kind !== 'able') return false
  return (await scale.part.scaleNow(service, environment))?.count === count
}
