import type { DeployPlan } from '../../domain/plans/deploy.ts'
import type { WantedDeployment } from '../../domain/workflows/several.ts'
import type { Texts } from '../../texts/texts.ts'
import { planDeploy } from './deploy.ts'
import type { PlanParts, PlanResult, Problem } from './planned.ts'

interface PlannedDeployment extends Extract<PlanResult, { readonly kind: 'plan' }> {
  readonly plan: DeployPlan
}

/** One of several deployments as it would be planned by itself. */
export async function deploymentOf(
  { service, environment, ref, strategy, image: wanted, plan }: WantedDeployment,
  parts: PlanParts,
  texts: Texts,
): Promise<PlannedDeployment | Problem> {
  const how = { strategy: strategy ?? ('blue-green' as const), ...(strategy && { strategyNamed: true as const }) }
  const image = wanted ?? plan?.image
  const request = { kind: 'deploy' as const, service, environment, ref, ...(image && { image }), ...how }
  const found = await planDeploy(request, parts, texts)
  if (found.kind === 'problem') return found
  if (found.plan.kind !== 'deploy') throw new Error(`${found.plan.kind} is no deployment`)
  return { ...found, plan: found.plan }
}
