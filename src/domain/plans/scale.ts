import type { EnvironmentId, ServiceId } from '../ids.ts'
import type { Place } from '../place.ts'
import type { Scale } from '../scale.ts'
import type { RunKind } from './plan-kind.ts'

/** Changes how many instances of a service run. */
export interface ScalePlan {
  readonly kind: 'scale'
  readonly service: ServiceId
  readonly environment: EnvironmentId
  readonly count: number
  /** How it is when it is planned; left out where nobody can tell. */
  readonly from?: Scale
}

/** The most that somebody can ask for: more is a slip of the hand. */
export const MOST_INSTANCES = 1_000

export const scale: RunKind<ScalePlan, never> = {
  right: { intent: 'service.scale', effect: 'danger' },
  alwaysConfirmed: true,
  listedAs: 'operation',
  // Where somebody else changes the number too, another number is no other question.
  essence: ({ kind, service, environment, count, from }) => [
    kind,
    service,
    environment,
    count,
    from?.bounds ? null : (from?.count ?? null),
  ],
  holds: (plan): Place => plan,
  now: (plan) => plan,
}
