import type { EnvironmentId, ServiceId, TaskId } from '../ids.ts'
import type { CanarySettings, Release } from '../release.ts'
import type { PlanKind } from './plan-kind.ts'

/** Gives a running canary all requests now. What it says of the canary is as its person saw it. */
export interface PromotePlan {
  readonly kind: 'promote'
  readonly task: TaskId
  /** The step that the canary is on trial in. */
  readonly step: string
  readonly service: ServiceId
  readonly environment: EnvironmentId
  readonly release: Release
  /** What serves the other requests. */
  readonly from?: Release
  readonly canary: CanarySettings
  /** For how many whole minutes it had its share. */
  readonly minutes: number
  /** What the last look saw, as sentences; left out before the first. */
  readonly seen?: readonly string[]
}

/** It needs the right that deploying there needs. What is seen of the canary changes every minute and is no part of it. */
export const promote: PlanKind<PromotePlan> = {
  right: { intent: 'deploy.start', effect: 'change' },
  alwaysConfirmed: true,
  essence: ({ kind, task, step }) => [kind, task, step],
}
