import type { EnvironmentId, ServiceId } from '../ids.ts'
import type { Zone } from '../local-time.ts'
import { type DeployPlan, deploy } from './deploy.ts'
import type { PlanKind } from './plan-kind.ts'

/** Starts a deployment at a moment. It is planned and decided on once more then. */
export interface SchedulePlan {
  readonly kind: 'schedule'
  /** ISO 8601 in UTC. */
  readonly at: string
  /** Whose clocks its time is told by. */
  readonly zone: Zone
  readonly service: ServiceId
  readonly environment: EnvironmentId
  readonly deploy: DeployPlan
}

/** It needs the right that the deployment needs. */
export const schedule: PlanKind<SchedulePlan> = {
  right: { intent: 'deploy.start', effect: 'change' },
  essence: ({ kind, at, deploy: plan }) => [kind, at, deploy.essence(plan)],
}
