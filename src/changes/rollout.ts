import type { ServiceId } from '../domain/ids.ts'
import type { Place } from '../domain/place.ts'
import type { DeployPlan } from '../domain/plans/deploy.ts'
import type { DeployStrategy, Release } from '../domain/release.ts'
import type { Risk } from '../domain/risk.ts'
import type { Settings } from '../domain/settings.ts'
import type { PlaceAbilities } from '../ports/abilities.ts'
import type { Canaries } from '../ports/deployer.ts'
import type { Texts } from '../texts/texts.ts'

export interface RolloutParts {
  readonly delivery: Canaries & PlaceAbilities
  readonly settings: Settings
}

/** How a release takes over, as it stands in a plan. */
type Rollout = Pick<DeployPlan, 'strategy' | 'strategyNamed' | 'canary' | 'ownWay'>

interface Wanted extends Place {
  readonly strategy: DeployStrategy
  readonly strategyNamed?: true
}

/** The strategy that is possible there; a canary needs a live release to compare with. */
export async function rolloutFor(
  wanted: Wanted,
  from: Release | undefined,
  parts: RolloutParts,
  texts: Texts,
): Promise<
  | { readonly kind: 'rollout'; readonly rollout: Rollout; readonly note?: string }
  | { readonly kind: 'problem'; readonly sentence: string }
> {
  const { plans } = texts
  const { service, environment, strategyNamed } = wanted
  const usual = strategyAt({ ...wanted, strategy: USUAL }, parts.delivery)
  if (wanted.strategy !== 'canary') {
    const sentence = strategyNamed && noSuchStrategy(wanted, parts.delivery, texts)
    if (sentence) return { kind: 'problem', sentence }
    return {
      kind: 'rollout',
      rollout: { ...strategyAt(wanted, parts.delivery), ...(strategyNamed && { strategyNamed }) },
    }
  }
  if (!from) {
    const note = plans.note.noCanaryYet({ service, environment, strategy: usual.strategy })
    return { kind: 'rollout', rollout: usual, note }
  }
  const why = await parts.delivery.canaryBlocker(service, environment)
  const instead = usual.ownWay ? plans.problem.withoutCanaryThere : plans.problem.withoutCanary(usual)
  if (why !== undefined) return { kind: 'problem', sentence: `${why} ${instead}` }
  const canary = asCanary(service, parts.settings)
  return { kind: 'rollout', rollout: { ...canary, ...(strategyNamed && { strategyNamed }) } }
}

/** What is written into a plan where nobody has chosen; it stands for whatever is usual at the place. */
const USUAL: DeployStrategy = 'blue-green'

/** How a release takes over there when nobody has named how: as it is wished, where that is possible. */
export function strategyAt(
  { service, environment, strategy, strategyNamed }: Wanted,
  delivery: PlaceAbilities,
): Pick<Rollout, 'strategy' | 'ownWay'> {
  const { strategies, runsBy } = delivery.abilities(service, environment)
  const [usual] = strategies
  if (usual === undefined) return { strategy: USUAL, ...(runsBy !== 'inventory' && { ownWay: runsBy }) }
  const isPossible = strategies.includes(strategy) && (strategyNamed || strategy !== USUAL)
  return { strategy: isPossible ? strategy : usual }
}

/** Why a strategy that somebody has named cannot be had there, as a sentence. */
export function noSuchStrategy(
  { service, environment, strategy }: Wanted,
  delivery: PlaceAbilities,
  { abilities: words, formats }: Texts,
): string | undefined {
  const { strategies, runsBy } = delivery.abilities(service, environment)
  const runs = words.runs[runsBy]
  if (strategies.length === 0) return runsBy === 'inventory' ? undefined : words.oneWay({ service, runs })
  if (strategies.includes(strategy)) return undefined
  return words.noStrategy({ service, runs, strategy, strategies: formats.anyOf(strategies) })
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
