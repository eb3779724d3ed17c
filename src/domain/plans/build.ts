import type { ServiceId } from '../ids.ts'
import { type BuildStrategy, type Release, releaseName } from '../release.ts'
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
  right: { intent: 'build.start', effect: 'change', deed: 'build' },
  listedAs: 'build',
  title: ({ service, release }) => `Build ${service} ${release.version}`,
  essence: ({ kind, service, release, strategy, recipe }) => [kind, service, release.sha, strategy, recipe],
  fields: ({ service, release, strategy }) => [
    { label: 'Service', value: service },
    { label: 'Commit', value: releaseName(release) },
    { label: 'Strategy', value: strategy },
  ],
  now: (plan, _, recipe) => ({ ...plan, recipe }),
  success: ({ service, release }, verb) => `${service} ${release.version} ${verb} built`,
  next: ({ service, release }) => `To deploy it: deploy ${service} ${release.version} to …`,
}
