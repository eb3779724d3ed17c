import type { LockId } from '../gates/place-lock.ts'
import type { EnvironmentId, ServiceId, UserId } from '../ids.ts'
import type { PlanKind } from './plan-kind.ts'

/** Somebody else's locks are taken away for good, by whoever may approve there. */
export interface Removal {
  /** Where its person may do so. */
  readonly environments: readonly EnvironmentId[]
  /** In its person's words. */
  readonly reason?: string
}

/** Takes locks away: what waits for them starts. */
export interface UnlockPlan {
  readonly kind: 'unlock'
  readonly service: ServiceId
  /** The one that was named; absent: all of them. */
  readonly environment?: EnvironmentId
  /** Where it looks for locks. */
  readonly environments: readonly EnvironmentId[]
  /** Whoever takes them away: the locks are theirs, unless the plan removes those of others. */
  readonly by: UserId
  readonly removes?: Removal & { readonly reason: string; readonly of: readonly UserId[] }
  readonly locks: readonly LockedPlace[]
}

interface LockedPlace {
  readonly environment: EnvironmentId
  readonly lock: LockId
}

export const unlock: PlanKind<UnlockPlan> = {
  right: { intent: 'deploy.unlock', effect: 'change' },
  startsUnasked: true,
  essence: ({ kind, service, locks, removes }) => [
    kind,
    service,
    locks.map(({ environment, lock }) => [environment, lock]),
    ...(removes ? [removes.of, removes.reason] : []),
  ],
}
