import type { EnvironmentId, ServiceId } from './ids.ts'
import type { DeployPlan, Plan } from './plan.ts'

type Planned = { readonly plan: Plan }

/**
 * What a task puts into service, and where; undefined for one that changes nothing that serves, such as a build. Derived
 * and not stored, so that documents of earlier versions have it too.
 */
export function targetOf({ plan }: Planned): DeployPlan | undefined {
  return plan.kind === 'deploy' || plan.kind === 'rollback' ? plan : undefined
}

/** The service that a plan is about, and its environment, if it has one. */
export function whereOf({ plan }: Planned): { readonly service: ServiceId; readonly environment?: EnvironmentId } {
  const { service } = plan
  const environment = 'environment' in plan ? plan.environment : undefined
  return environment === undefined ? { service } : { service, environment }
}
