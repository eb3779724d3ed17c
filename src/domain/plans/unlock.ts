import type { LockId } from '../gates/place-lock.ts'
import type { EnvironmentId, ServiceId, UserId } from '../ids.ts'
import type { PlanKind } from './plan-kind.ts'

/** Takes locks away: what waits for them starts. */
export interface UnlockPlan {
  readonly kind: 'unlock'
  readonly service: ServiceId
  /** The one that was named; absent: all of them. */
  readonly environment?: EnvironmentId
  /** Where it looks for locks. */
  readonly environments: readonly EnvironmentId[]
  /** Whose locks they are. */
  readonly by: UserId
  readonly locks: readonly LockedPlace[]
}

interface LockedPlace {
  readonly environment: EnvironmentId
  readonly lock: LockId
}

export const unlock: PlanKind<UnlockPlan> = {
  right: { intent: 'deploy.unlock', effect: 'change' },
  startsUnasked: true,
  essence: ({ kind, service, locks }) => [kind, service, locks.map(({ environment, lock }) => [environment, lock])],
}
