import type { EnvironmentId, ServiceId } from '../ids.ts'
import type { Place } from '../place.ts'
import type { Release } from '../release.ts'
import type { RunKind } from './plan-kind.ts'

/** Replaces the running instances of a service with new ones of the release that is live. */
export interface RestartPlan {
  readonly kind: 'restart'
  readonly service: ServiceId
  readonly environment: EnvironmentId
  /** What is live there; left out where nobody knows, as of what was deployed without the bot. */
  readonly release?: Release
}

export const restart: RunKind<RestartPlan, never> = {
  right: { intent: 'service.restart', effect: 'danger' },
  alwaysConfirmed: true,
  listedAs: 'operation',
  essence: ({ kind, service, environment, release }) => [kind, service, environment, release?.sha ?? null],
  holds: (plan): Place => plan,
  // Where the log knows of no release, what was found when it was asked for stays.
  now: (plan, live) => ({ ...plan, ...(live && { release: live }) }),
}
