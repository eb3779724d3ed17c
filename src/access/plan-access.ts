import type { Plan } from '../domain/plan.ts'
import type { AccessRequest } from './policy.ts'

/** What a person needs the right to, for a plan to be theirs to start. */
export function accessFor(plan: Plan): AccessRequest {
  const { service } = plan
  switch (plan.kind) {
    case 'build':
      return { intent: 'build.start', effect: 'change', service }
    case 'deploy':
      return { intent: 'deploy.start', effect: 'change', service, environment: plan.environment }
    case 'rollback':
      return { intent: 'rollback.start', effect: 'danger', service, environment: plan.environment }
    case 'cancel': {
      const where = plan.environment === undefined ? {} : { environment: plan.environment }
      return { intent: 'task.cancel', effect: 'danger', service, ...where }
    }
  }
}
