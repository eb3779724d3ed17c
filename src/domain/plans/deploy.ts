import type { Field } from '../card.ts'
import type { EnvironmentId, ServiceId } from '../ids.ts'
import type { Place } from '../place.ts'
import type { CanarySettings, Commit, DeployStrategy, Release } from '../release.ts'
import type { RunKind } from './plan-kind.ts'

/** Puts a release into service, forwards or back. */
export interface DeployPlan {
  readonly kind: 'deploy' | 'rollback'
  readonly service: ServiceId
  readonly environment: EnvironmentId
  /** As the person named it; the release is what it meant at that moment. */
  readonly ref: string
  readonly release: Release
  /** What serves now; undefined when nothing does. */
  readonly from?: Release
  /** Commits that ship (for a rollback: that are taken out), newest first, at most {@link COMMITS_SHOWN}. */
  readonly commits: readonly Commit[]
  /** How many there are in all; counting stops at {@link COMMITS_COUNTED}. */
  readonly commitCount: number
  /** Those that go the other way: taken out by a deployment, brought by a rollback. Left out where there are none. */
  readonly opposite?: { readonly commits: readonly Commit[]; readonly commitCount: number }
  readonly strategy: DeployStrategy
  /** The person named the strategy, so that nobody else chooses another. */
  readonly strategyNamed?: true
  /** There for the strategy `canary`, and for no other. */
  readonly canary?: CanarySettings
  /** How it would be built, started and checked; see `Recipes.recipe`. */
  readonly recipe: string
}

export const COMMITS_SHOWN = 8
export const COMMITS_COUNTED = 200

/**
 * Where a plan goes when its name does not say so: a deployment that takes commits out or has a lower version, a rollback
 * that brings some or has a higher one, and a “previous” release that is the newer one.
 */
export function unexpectedDirection(plan: DeployPlan): 'a downgrade' | 'an upgrade' | undefined {
  const { kind, ref, commitCount, opposite } = plan
  const onlyOpposite = commitCount === 0 && opposite !== undefined
  const byVersion = plan.from === undefined ? 0 : compareVersions(plan.release.version, plan.from.version)
  if (kind === 'rollback') return onlyOpposite || byVersion > 0 ? 'an upgrade' : undefined
  if (onlyOpposite || byVersion < 0) return 'a downgrade'
  return ref === 'previous' && plan.from !== undefined && commitCount > 0 ? 'an upgrade' : undefined
}

const VERSION = /^v?(\d{1,9})\.(\d{1,9})(?:\.(\d{1,9}))?$/

/** Positive where the first is the higher; 0 where they are equal or no plain versions. */
function compareVersions(one: string, other: string): number {
  const [left, right] = [VERSION.exec(one), VERSION.exec(other)]
  if (!left || !right) return 0
  return [1, 2, 3].map((at) => Number(left[at] ?? 0) - Number(right[at] ?? 0)).find((by) => by !== 0) ?? 0
}

/** `v1.0.0 → v1.1.0`, with a note where its name does not say which way that is. */
export function versionChange(plan: DeployPlan): string {
  return `${plan.from?.version ?? 'nothing'} → ${plan.release.version}${direction(plan)}`
}

function direction(plan: DeployPlan): string {
  const unexpected = unexpectedDirection(plan)
  return unexpected === undefined ? '' : ` (${unexpected})`
}

/** `10 % of the requests for up to 10 min` */
export function canaryWords({ percent, minutes }: CanarySettings): string {
  return `${percent} % of the requests for up to ${minutes} min`
}

/** What deployments and rollbacks have in common. */
export const putsIntoService = {
  listedAs: 'deployment',
  essence: (plan: DeployPlan): readonly unknown[] => [
    plan.kind,
    plan.service,
    plan.environment,
    plan.release.sha,
    plan.from?.sha ?? null,
    plan.strategy,
    plan.recipe,
    // Left out for the others, whose hashes stand in questions that are open.
    ...(plan.canary ? [plan.canary.percent, plan.canary.minutes] : []),
  ],
  fields: (plan: DeployPlan): readonly Field[] => [
    { label: 'Service', value: plan.service },
    { label: 'Environment', value: plan.environment },
    { label: 'Version', value: versionChange(plan) },
    { label: 'Commit', value: plan.release.sha.slice(0, 12) },
    { label: 'Strategy', value: strategyWords(plan) },
  ],
  holds: (plan: DeployPlan): Place => plan,
  target: (plan: DeployPlan): DeployPlan => plan,
  now: ({ from: _, ...plan }: DeployPlan, live: Release | undefined, recipe: string): DeployPlan => ({
    ...plan,
    recipe,
    ...(live && { from: live }),
  }),
} as const

function strategyWords({ strategy, canary }: DeployPlan): string {
  return canary ? `${strategy}: ${canaryWords(canary)}, then all` : strategy
}

export const deploy: RunKind<DeployPlan, DeployPlan> = {
  ...putsIntoService,
  right: { intent: 'deploy.start', effect: 'change', deed: 'deploy' },
  title: ({ service, environment, release }) => `Deploy ${service} ${release.version} to ${environment}`,
  success: ({ service, environment, release }, verb) => `${service} ${release.version} ${verb} live on ${environment}`,
  next: (plan, before) => {
    const { service, environment } = plan
    if (!before) return undefined
    return unexpectedDirection(plan) === 'a downgrade'
      ? `To go forward again: deploy ${service} ${before.version} to ${environment}`
      : `To go back to ${before.version}: roll back ${service} on ${environment}`
  },
}
