import { type DeployPlan, putsIntoService } from './deploy.ts'
import type { RunKind } from './plan-kind.ts'

export const rollback: RunKind<DeployPlan, DeployPlan> = {
  ...putsIntoService,
  right: { intent: 'rollback.start', effect: 'danger' },
  alwaysConfirmed: true,
}
