import type { EnvironmentId, ServiceId } from '../domain/ids.ts'
import type { DeployPlan } from '../domain/plans/deploy.ts'
import type { DeployStrategy, Release } from '../domain/release.ts'
import type { Risk } from '../domain/risk.ts'
import type { Settings } from '../domain/settings.ts'
import type { Canaries } from '../ports/deployer.ts'
import type { Texts } from '../texts/texts.ts'

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

/** The strategy that is possible there; a canary needs a live release to compare with. */
export async function rolloutFor(
  { service, environment, strategy, strategyNamed }: Wanted,
  from: Release | undefined,
  { delivery, settings }: RolloutParts,
  { plans }: Texts,
): Promise<
  | { readonly kind: 'rollout'; readonly rollout: Rollout; readonly note?: string }
  | { readonly kind: 'problem'; readonly sentence: string }
> {
  const named = strategyNamed ? { strategyNamed } : {}
  if (strategy !== 'canary') return { kind: 'rollout', rollout: { strategy, ...named } }
  if (!from) {
    const note = plans.note.noCanaryYet({ service, environment })
    return { kind: 'rollout', rollout: { strategy: 'blue-green' }, note }
  }
  const why = await delivery.canaryBlocker(service, environment)
  if (why !== undefined) return { kind: 'problem', sentence: `${why} ${plans.problem.withoutCanary}` }
  return { kind: 'rollout', rollout: { ...asCanary(service, settings), ...named } }
}

export interface JudgedPlan {
  readonly plan: DeployPlan
  readonly risk: Risk
}

/**
 * Turns the plan into a canary where its risk advises one, or holds it only for lack of one, and the person named no
 * strategy. A plan that a canary does not make safe enough keeps its hold. So does one that a model holds, whatever the
 * model says next.
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
  // A delivery that does not answer cannot run a canary; the deployment itself will report what is wrong.
  const why = await delivery.canaryBlocker(plan.service, plan.environment).catch(() => 'It does not answer.')
  if (why !== undefined) return judged
  const careful: DeployPlan = { ...plan, ...asCanary(plan.service, settings) }
  const carefulRisk = await judge(careful)
  if (carefulRisk.verdict === 'go-with-canary') return { plan: careful, risk: carefulRisk }
  // Keeps the stricter of the two verdicts.
  return risk.verdict === 'go-with-canary' && carefulRisk.verdict === 'go' ? { plan: careful, risk } : judged
}

function asCanary(service: ServiceId, { services }: Settings): Required<Pick<Rollout, 'strategy' | 'canary'>> {
  const canary = services.find(({ id }) => id === service)?.canary
  if (!canary) throw new Error(`${service} is planned for, but not configured`)
  return { strategy: 'canary', canary }
}
