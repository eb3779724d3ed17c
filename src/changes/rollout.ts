import type { EnvironmentId, ServiceId } from '../domain/ids.ts'
import type { DeployPlan } from '../domain/plan.ts'
import type { DeployStrategy, Release } from '../domain/release.ts'
import type { Risk } from '../domain/risk.ts'
import type { Settings } from '../domain/settings.ts'
import type { Canaries } from '../ports/deployer.ts'

export interface RolloutParts {
  readonly delivery: Canaries
  readonly settings: Settings
}

/** How a release takes over, as it stands in a plan. */
type Rollout = Pick<DeployPlan, 'strategy' | 'strategyNamed' | 'canary'>

interface Wanted {
  readonly service: ServiceId
  readonly environment: EnvironmentId
  readonly strategy: DeployStrategy
  readonly strategyNamed?: true
}

/** The strategy as it can be had there; a canary only beside something that serves. */
export async function rolloutFor(
  { service, environment, strategy, strategyNamed }: Wanted,
  from: Release | undefined,
  { delivery, settings }: RolloutParts,
): Promise<
  | { readonly kind: 'rollout'; readonly rollout: Rollout; readonly note?: string }
  | { readonly kind: 'problem'; readonly sentence: string }
> {
  const named = strategyNamed ? { strategyNamed } : {}
  if (strategy !== 'canary') return { kind: 'rollout', rollout: { strategy, ...named } }
  if (!from) {
    const note = `Nothing of ${service} is live on ${environment} yet to hold a canary against, so it is blue-green.`
    return { kind: 'rollout', rollout: { strategy: 'blue-green' }, note }
  }
  const why = await delivery.canaryBlocker(service, environment)
  if (why !== undefined) return { kind: 'problem', sentence: `${why} Add “using blue-green” to deploy it without one.` }
  return { kind: 'rollout', rollout: { ...asCanary(service, settings), ...named } }
}

export interface JudgedPlan {
  readonly plan: DeployPlan
  readonly risk: Risk
}

/**
 * The plan as it should go out: where its risk asks for a canary, or holds only what has none, and its person named no
 * strategy, it becomes one. What a canary does not make safe enough stays as it is, with its hold. A hold that a model has
 * made stays too: its next answer, or none, is no reason to drop it.
 */
export async function withCanaryWhereAdvised(
  judged: JudgedPlan,
  { delivery, settings }: RolloutParts,
  judge: (plan: DeployPlan) => Promise<Risk>,
): Promise<JudgedPlan> {
  const { plan, risk } = judged
  const isHeldByModel = risk.verdict === 'hold' && risk.model !== undefined
  if (plan.kind !== 'deploy' || !plan.from || plan.strategyNamed || plan.strategy === 'canary') return judged
  if (risk.verdict === 'go' || isHeldByModel) return judged
  // A delivery that cannot even say so has no canary now; the deployment itself will say what is wrong with it.
  const why = await delivery.canaryBlocker(plan.service, plan.environment).catch(() => 'It does not answer.')
  if (why !== undefined) return judged
  const careful: DeployPlan = { ...plan, ...asCanary(plan.service, settings) }
  const carefulRisk = await judge(careful)
  if (carefulRisk.verdict === 'go-with-canary') return { plan: careful, risk: carefulRisk }
  // More care than its second judgement asks for does no harm; less than its first is not to be had this way.
  return risk.verdict === 'go-with-canary' && carefulRisk.verdict === 'go' ? { plan: careful, risk } : judged
}

function asCanary(service: ServiceId, { services }: Settings): Required<Pick<Rollout, 'strategy' | 'canary'>> {
  const canary = services.find(({ id }) => id === service)?.canary
  if (!canary) throw new Error(`${service} is planned for, but not configured`)
  return { strategy: 'canary', canary }
}
