import type { Whereabouts } from '../domain/place.ts'
import { type Plan, rightTo, whereOf } from '../domain/plan.ts'
import type { UnlockPlan } from '../domain/plans/unlock.ts'
import type { WorkflowPlan } from '../domain/plans/workflow.ts'
import { placesOfWorkflow } from '../domain/workflows/places.ts'
import type { AccessRequest } from './policy.ts'

/** What a person needs the right to, for a plan of this kind to be theirs to start there. */
export function accessTo(kind: Plan['kind'], where: Partial<Whereabouts>): AccessRequest {
  const { intent, effect } = rightTo(kind)
  return { intent, effect, ...where }
}

/** What a person needs the right to, for a plan to be theirs to start. */
export function accessFor(plan: Plan): AccessRequest {
  switch (plan.kind) {
    case 'workflow':
      return accessToWorkflow(plan)
    case 'unlock':
      return plan.removes ? accessToRemove(plan) : accessTo('unlock', whereOf({ plan }))
    default:
      return accessTo(plan.kind, whereOf({ plan }))
  }
}

/** Somebody else's lock goes by the word of whoever may approve at each of its places. */
function accessToRemove({ service, locks }: UnlockPlan): AccessRequest {
  const [first = { service }, ...besides] = locks.map(({ environment }) => ({ service, environment }))
  return { intent: 'change.approve', effect: 'danger', ...first, ...(besides.length > 0 && { besides }) }
}

/** A workflow needs the right at each place that it is about, and perhaps certain roles. */
export function accessToWorkflow(plan: Pick<WorkflowPlan, 'definition' | 'inputs' | 'several'>): AccessRequest {
  const [first = {}, ...besides] = placesOfWorkflow(plan.definition, plan.inputs)
  // Several deployments take the right to each of them, and none to start workflows.
  return {
    ...accessTo(plan.several ? 'deploy' : 'workflow', first),
    ...rolesOf(plan),
    ...(besides.length > 0 && { besides }),
  }
}

/** A workflow may be only for people with certain roles, besides the right to start one. */
export function rolesOf({ definition: { who } }: Pick<WorkflowPlan, 'definition'>): Pick<AccessRequest, 'roles'> {
  return who ? { roles: who } : {}
}
