import { type DeployPlan, unexpectedDirection } from '../domain/plans/deploy.ts'
import type { Texts } from './texts.ts'

/** `v1.0.0 → v1.1.0`, with a note on a deployment to an older release or a rollback to a newer one. */
export function versionChange(plan: DeployPlan, { plans: { nothing, direction } }: Texts): string {
  const unexpected = unexpectedDirection(plan)
  const note = unexpected === undefined ? '' : direction[unexpected]
  return `${plan.from?.version ?? nothing} → ${plan.release.version}${note}`
}
