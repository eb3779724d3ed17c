import type { Place } from '../place.ts'
import type { Release } from '../release.ts'

/** The right that a plan needs, by the intent that asks for it. */
export interface PlanRight {
  readonly intent: string
  /** `danger`: hard to undo; its button looks like it. */
  readonly effect: 'change' | 'danger'
}

/** What holds for every plan of one kind. How it is planned stands in src/changes/plans, how it is done in its workflow. */
export interface PlanKind<Plan> {
  readonly right: PlanRight
  /** It is confirmed whatever the policy says; left out where the environment decides. */
  readonly alwaysConfirmed?: true
  /** It is confirmed only where it is not certain that its person wants it; left out where the environment decides. */
  readonly startsUnasked?: true
  /** Equal for two plans exactly when they would do the same thing to the same running state. Stored as a hash. */
  essence(plan: Plan): readonly unknown[]
}

/** What lists of tasks filter by. `operation`: what is done to what runs, with the release that runs. */
export type ListedAs = 'build' | 'deployment' | 'operation' | 'repair' | 'workflow'

/** A kind of plan that becomes a task with a workflow of its own name. */
export interface RunKind<Plan, Target> extends PlanKind<Plan> {
  readonly listedAs: ListedAs
  /** Where no other task may work meanwhile; left out for what changes nothing that runs. */
  holds?(plan: Plan): Place
  /** The release that it puts into service, and where; left out for what puts none there. */
  target?(plan: Plan): Target
  /**
   * The same plan with what is live and the recipe as they are now: held against what was confirmed right before the work.
   * @param live What is live at the place that it holds.
   */
  now(plan: Plan, live: Release | undefined, recipe: string): Plan
}
