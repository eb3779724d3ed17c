import type { Whereabouts } from '../domain/place.ts'
import { type Plan, rightTo, whereOf } from '../domain/plan.ts'
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
  return plan.kind === 'workflow' ? accessToWorkflow(plan) : accessTo(plan.kind, whereOf({ plan }))
}

/** A workflow needs the right at each place that it is about, and perhaps certain roles. */
export function accessToWorkflow(plan: Pick<WorkflowPlan, 'definition' | 'inputs'>): AccessRequest {
  const [first = {}, ...besides] = placesOfWorkflow(plan.definition, plan.inputs)
  return { ...accessTo('workflow', first), ...rolesOf(plan), ...(besides.length > 0 && { besides }) }
}

/** A workflow may be only for people with certain roles, besides the right to start one. */
export function rolesOf({ definition: { who } }: Pick<WorkflowPlan, 'definition'>): Pick<AccessRequest, 'roles'> {
  return who ? { roles: who } : {}
}
