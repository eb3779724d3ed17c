import { type Plan, targetOf } from '../domain/plan.ts'
import type { DeployPlan } from '../domain/plans/deploy.ts'
import { runs } from '../domain/projections.ts'
import type { Documents } from '../ports/event-store.ts'

/**
 * The deployment whose risk is judged for a plan; undefined for plans that nobody judges. A canary that is promoted by hand
 * is judged as one to all users at once: what would have held that holds this.
 */
export async function judgedAs(plan: Plan, documents: Documents): Promise<DeployPlan | undefined> {
  if (plan.kind === 'deploy') return plan
  if (plan.kind === 'schedule') return plan.deploy
  const run = plan.kind === 'promote' ? await documents.get(runs, plan.task) : undefined
  const target = run && targetOf(run)
  if (!target) return undefined
  const { canary: _, ...atOnce } = target
  return { ...atOnce, strategy: 'blue-green' }
}
