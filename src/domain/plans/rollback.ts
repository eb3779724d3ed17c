import { type DeployPlan, putsIntoService } from './deploy.ts'
import type { RunKind } from './plan-kind.ts'

export const rollback: RunKind<DeployPlan, DeployPlan> = {
  ...putsIntoService,
  right: { intent: 'rollback.start', effect: 'danger', deed: 'roll back' },
  alwaysConfirmed: 'Rollbacks always need confirmation.',
  title: ({ service, environment, release }) => `Roll back ${service} on ${environment} to ${release.version}`,
  success: ({ service, environment, release }, verb) =>
    `${service} ${verb} rolled back to ${release.version} on ${environment}`,
  next: ({ service, environment }, before) =>
    before && `To go forward again: deploy ${service} ${before.version} to ${environment}`,
}
