import type { Sha } from './ids.ts'

export type BuildStrategy = 'cache' | 'no-cache'
export const DEPLOY_STRATEGIES = ['blue-green', 'rolling', 'recreate', 'canary'] as const
export type DeployStrategy = (typeof DEPLOY_STRATEGIES)[number]

/** A commit of a service's repository. `version` is its tag, else the first 7 digits of the commit. */
export interface Release {
  readonly sha: Sha
  readonly version: string
}

/** `v1.1.0 (3f2a91c)`; only the commit when it has no tag. */
export function releaseName({ version, sha }: Release): string {
  const commit = sha.slice(0, 7)
  return version === commit ? commit : `${version} (${commit})`
}

export interface Commit {
  readonly sha: Sha
  readonly subject: string
  readonly author: string
  /** ISO 8601 in UTC. */
  readonly at: string
}

/** Where a deployment stands, in the order a person sees. */
export const DEPLOY_PHASES = ['starting', 'healthy', 'canary', 'switched', 'draining'] as const
export type DeployPhase = (typeof DEPLOY_PHASES)[number]

/** How large a share of the requests a canary gets, in percent, and for how long at most. */
export interface CanarySettings {
  readonly percent: number
  readonly minutes: number
}

/** What is to become of a canary. */
export type CanaryDecision =
  | { readonly kind: 'wait' }
  | { readonly kind: 'promote' }
  /** Why, as sentences, and what its people do next. */
  | { readonly kind: 'abort'; readonly reasons: readonly string[]; readonly nextStep: string }

/**
 * `url` is where users reach it; left out where nobody knows. `byHand`: what somebody has changed there since it was deployed,
 * as sentences.
 */
export type Health = { readonly url?: string; readonly byHand?: readonly string[] } & (
  | { readonly state: 'healthy'; readonly release: Release; readonly since: string }
  | { readonly state: 'unhealthy'; readonly release: Release; readonly sentence: string }
  /** `isIntended`: what served was stopped by somebody who wanted that, as with `shipmate local stop`. */
  | { readonly state: 'nothing-deployed'; readonly isIntended?: true }
  /** Its target cannot be asked, or cannot tell; `sentence` says why. `mayPass`: it gave no answer now, and may when it is asked again. */
  | { readonly state: 'unknown'; readonly sentence: string; readonly mayPass?: true }
)
