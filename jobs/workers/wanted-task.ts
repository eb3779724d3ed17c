import type { Place } from '../../src/domain/place.ts'
import type { OperationPlan, ReleasePlan } from '../../src/domain/plan.ts'
import type { Assignment } from './step-worker.ts'

/** A release as a step wants it built, deployed or rolled back to. */
export interface WantedRelease {
  readonly kind: 'build' | 'deploy' | 'rollback'
  readonly service: string
  readonly environment: string
  readonly version: string
  readonly strategy?: string
}

/** How many instances a step wants; not a number where its text was none. */
export interface WantedScale extends Place {
  readonly kind: 'scale'
  readonly count: number
}

/** What a step wants done with the instances that run. */
export type WantedOperation = (Place & { readonly kind: 'restart' }) | WantedScale

/** A plan, or why there is none. */
export type PlannedTask =
  | { readonly kind: 'plan'; readonly plan: ReleasePlan | OperationPlan }
  | { readonly kind: 'problem'; readonly sentence: string }

/** Makes exact what a step wants, for the person behind a run. */
export type PlanTask = (wanted: WantedRelease | WantedOperation, assignment: Assignment) => Promise<PlannedTask>
