import type { StepState } from '../domain/workflow.ts'

/** When a step ran, ISO 8601 in UTC; of one that ran several times, the last time. */
export interface StepTimes {
  readonly startedAt?: string
  readonly endedAt?: string
}

export interface SeenStep extends StepTimes {
  readonly id: string
  readonly state: StepState
  /** The steps that must be done before it. */
  readonly needs: readonly string[]
}
