import type { Run } from '../../src/domain/run.ts'
import type { StepOutcome } from '../../src/domain/run-decisions.ts'
import type { DeployPhase } from '../../src/ports/delivery.ts'

export interface Assignment {
  readonly run: Run
  /** Rises with every attempt; see `BuildOrder.fencingToken`. */
  readonly fencingToken: number
  /** Aborts when the person calls the task off, or when another worker has taken it over. */
  readonly signal: AbortSignal
  readonly report: (phase: DeployPhase) => Promise<void>
}

/**
 * Does one kind of step; an agent judges, a worker does. It is called again for work that may be half done, and must find
 * out rather than repeat.
 */
export type StepWorker = (assignment: Assignment) => Promise<StepOutcome>
