import type { Plan } from '../domain/plan.ts'
import type { PlaceAbilities } from '../ports/abilities.ts'

/** The plan with what it would change, where its target can tell: what people see before they confirm it. */
export async function foretold<Asked extends Plan>(plan: Asked, delivery: PlaceAbilities): Promise<Asked> {
  if (plan.kind === 'schedule') return { ...plan, deploy: await foretold(plan.deploy, delivery) }
  if (plan.kind !== 'deploy' && plan.kind !== 'rollback') return plan
  const { forecast } = delivery.abilities(plan.service, plan.environment)
  return forecast ? { ...plan, foreseen: await forecast.foresee(plan) } : plan
}
