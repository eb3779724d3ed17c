import type { EnvironmentId, ServiceId } from '../ids.ts'
import type { PlanKind } from './plan-kind.ts'

/** Keeps everybody else from deploying a service for a while. */
export interface LockPlan {
  readonly kind: 'lock'
  readonly service: ServiceId
  /** The one that was named; absent: all of them. */
  readonly environment?: EnvironmentId
  /** Where it locks. */
  readonly environments: readonly EnvironmentId[]
  readonly minutes: number
  /** In its person's words. */
  readonly reason?: string
}

/** It holds back and changes nothing, and whoever asks for it is in a hurry. */
export const lock: PlanKind<LockPlan> = {
  right: { intent: 'deploy.lock', effect: 'change' },
  startsUnasked: true,
  essence: ({ kind, service, environments, minutes, reason }) => [kind, service, environments, minutes, reason ?? null],
}
