import type { ServiceId } from '../ids.ts'
import type { BuildStrategy, Release } from '../release.ts'
import type { RunKind } from './plan-kind.ts'

export interface BuildPlan {
  readonly kind: 'build'
  readonly service: ServiceId
  readonly ref: string
  readonly release: Release
  readonly strategy: BuildStrategy
  /** How it would be built; see `Recipes.recipe`. */
  readonly recipe: string
}

export const build: RunKind<BuildPlan, never> = {
  right: { intent: 'build.start', effect: 'change' },
  listedAs: 'build',
  essence: ({ kind, service, release, strategy, recipe }) => [kind, service, release.sha, strategy, recipe],
  now: (plan, _, recipe) => ({ ...plan, recipe }),
}
