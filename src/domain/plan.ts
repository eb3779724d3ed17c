import { createHash } from 'node:crypto'
import type { EnvironmentId, ServiceId, TaskId } from './ids.ts'
import type { BuildStrategy, CanarySettings, Commit, DeployStrategy, Release } from './release.ts'

export interface BuildPlan {
  readonly kind: 'build'
  readonly service: ServiceId
  readonly ref: string
  readonly release: Release
  readonly strategy: BuildStrategy
  /** How it would be built; see `Recipes.recipe`. */
  readonly recipe: string
}

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

export interface CancelPlan {
  readonly kind: 'cancel'
  readonly task: TaskId
  readonly title: string
  readonly reason?: string
  readonly service: ServiceId
  readonly environment?: EnvironmentId
}

/** A deployment that only takes commits out, or a rollback that only brings some: not what its name says. */
export function goesTheOtherWay({ commitCount, opposite }: DeployPlan): boolean {
  return commitCount === 0 && opposite !== undefined
}

/** What a person confirms, exact to the commit. */
export type Plan = BuildPlan | DeployPlan | CancelPlan

export const COMMITS_SHOWN = 8
export const COMMITS_COUNTED = 200

/** Equal for two plans exactly when they would do the same thing to the same running state. */
export function planHash(plan: Plan): string {
  return createHash('sha256')
    .update(JSON.stringify(essence(plan)))
    .digest('hex')
}

function essence(plan: Plan): readonly unknown[] {
  switch (plan.kind) {
    case 'build':
      return [plan.kind, plan.service, plan.release.sha, plan.strategy, plan.recipe]
    case 'deploy':
    case 'rollback':
      return [
        plan.kind,
        plan.service,
        plan.environment,
        plan.release.sha,
        plan.from?.sha ?? null,
        plan.strategy,
        plan.recipe,
        // Left out for the others, whose hashes stand in questions that are open.
        ...(plan.canary ? [plan.canary.percent, plan.canary.minutes] : []),
      ]
    case 'cancel':
      return [plan.kind, plan.task]
  }
}
