import type { TargetKind } from '../ability.ts'
import type { CheckCount } from '../commit-checks.ts'
import type { Rerun } from '../failed-jobs.ts'
import type { EnvironmentId, ServiceId } from '../ids.ts'
import type { Place } from '../place.ts'
import type { PlannedPullRequest } from '../pull-request.ts'
import type { CanarySettings, Commit, DeployStrategy, Release } from '../release.ts'
import type { Foreseen } from './foreseen.ts'
import type { RunKind } from './plan-kind.ts'
import { digestOf, type PlannedImage } from './planned-image.ts'

/** Puts a release into service, forwards or back. */
export interface DeployPlan {
  readonly kind: 'deploy' | 'rollback'
  readonly service: ServiceId
  readonly environment: EnvironmentId
  /** As the person named it; the release is what it meant at that moment. */
  readonly ref: string
  readonly release: Release
  /** There where the ref is a pull request. */
  readonly pullRequest?: PlannedPullRequest
  /** Where people read it, on the host of the repository. */
  readonly links?: { readonly commit: string; readonly compare?: string }
  /** The checks of exactly this commit, as they were when it was planned. */
  readonly checks?: CheckCount
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
  /** It goes to the devices of a ring, all at once: the strategy says nothing there. */
  readonly ring?: true
  /** Its target has one way of its own to put a release into service: the strategy says nothing there. */
  readonly ownWay?: TargetKind
  /** There for the strategy `canary`, and for no other. */
  readonly canary?: CanarySettings
  /** What it runs, where its target runs images. */
  readonly image?: PlannedImage
  /** What it would change, as it was when people were asked about it; where its target can tell. */
  readonly foreseen?: Foreseen
  /** It runs the failed jobs of an earlier task's run again, instead of a run of its own. */
  readonly rerun?: Rerun
  /** How it would be built, started and checked; see `Recipes.recipe`. */
  readonly recipe: string
}

export const COMMITS_SHOWN = 8
export const COMMITS_COUNTED = 200

/**
 * Where a plan goes when its name does not say so: a deployment that takes commits out or has a lower version, a rollback
 * that brings some or has a higher one, and a “previous” release that is the newer one.
 */
export function unexpectedDirection(plan: DeployPlan): 'downgrade' | 'upgrade' | undefined {
  const { kind, ref, commitCount, opposite } = plan
  const onlyOpposite = commitCount === 0 && opposite !== undefined
  const byVersion = plan.from === undefined ? 0 : compareVersions(plan.release.version, plan.from.version)
  if (kind === 'rollback') return onlyOpposite || byVersion > 0 ? 'upgrade' : undefined
  if (onlyOpposite || byVersion < 0) return 'downgrade'
  return ref === 'previous' && plan.from !== undefined && commitCount > 0 ? 'upgrade' : undefined
}

/** Whether it takes a release out of service for an earlier one. A “rollback” to a newer release deploys it. */
export const restoresRelease = (plan: DeployPlan): boolean =>
  plan.kind === 'rollback' && unexpectedDirection(plan) !== 'upgrade'

const VERSION = /^v?(\d{1,9})\.(\d{1,9})(?:\.(\d{1,9}))?$/

/** Positive where the first is the higher; 0 where they are equal or no plain versions. */
function compareVersions(one: string, other: string): number {
  const [left, right] = [VERSION.exec(one), VERSION.exec(other)]
  if (!left || !right) return 0
  return [1, 2, 3].map((at) => Number(left[at] ?? 0) - Number(right[at] ?? 0)).find((by) => by !== 0) ?? 0
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
    ...(plan.rerun ? ['rerun', plan.rerun.run, plan.rerun.attempt] : []),
    ...(digestOf(plan.image) === undefined ? [] : [digestOf(plan.image)]),
  ],
  holds: (plan: DeployPlan): Place => plan,
  target: (plan: DeployPlan): DeployPlan => plan,
  now: ({ from: _, ...plan }: DeployPlan, live: Release | undefined, recipe: string): DeployPlan => ({
    ...plan,
    recipe,
    ...(live && { from: live }),
  }),
} as const

export const deploy: RunKind<DeployPlan, DeployPlan> = {
  ...putsIntoService,
  right: { intent: 'deploy.start', effect: 'change' },
}
