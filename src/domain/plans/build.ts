import type { Rerun } from '../failed-jobs.ts'
import type { ServiceId } from '../ids.ts'
import type { BuildStrategy, Release } from '../release.ts'
import type { RunKind } from './plan-kind.ts'

export interface BuildPlan {
  readonly kind: 'build'
  readonly service: ServiceId
  readonly ref: string
  readonly release: Release
  readonly strategy: BuildStrategy
  /** It runs the failed jobs of an earlier task's run again, instead of a run of its own. */
  readonly rerun?: Rerun
  /** How it would be built; see `Recipes.recipe`. */
  readonly recipe: string
}

export const build: RunKind<BuildPlan, never> = {
  right: { intent: 'build.start', effect: 'change' },
  listedAs: 'build',
  essence: ({ kind, service, release, strategy, recipe, rerun }) => [
    ...[kind, service, release.sha, strategy, recipe],
    ...(rerun ? ['rerun', rerun.run, rerun.attempt] : []),
  ],
  now: (plan, _, recipe) => ({ ...plan, recipe }),
}
