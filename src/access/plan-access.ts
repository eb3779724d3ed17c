import type { Whereabouts } from '../domain/place.ts'
import { type Plan, rightTo, whereOf } from '../domain/plan.ts'
import type { WorkflowPlan } from '../domain/plans/workflow.ts'
import type { AccessRequest } from './policy.ts'

/** What a person needs the right to, for a plan of this kind to be theirs to start there. */
export function accessTo(kind: Plan['kind'], where: Partial<Whereabouts>): AccessRequest {
  const { intent, effect } = rightTo(kind)
  return { intent, effect, ...where }
}

/** What a person needs the right to, for a plan to be theirs to start. */
export function accessFor(plan: Plan): AccessRequest {
  const access = accessTo(plan.kind, whereOf({ plan }))
  return plan.kind === 'workflow' ? { ...access, ...rolesOf(plan) } : access
}

/** A workflow may be only for people with certain roles, besides the right to start one. */
export function rolesOf({ definition: { who } }: Pick<WorkflowPlan, 'definition'>): Pick<AccessRequest, 'roles'> {
  return who ? { roles: who } : {}
}
