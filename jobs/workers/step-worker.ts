import type { CiSystem } from '../../src/domain/ci-run.ts'
import type { CorrelationId } from '../../src/domain/ids.ts'
import type { DeployPhase } from '../../src/domain/release.ts'
import type { Run } from '../../src/domain/run.ts'
import type { StepOutcome } from '../../src/domain/run-decisions.ts'
import type { CanaryLook } from '../../src/domain/run-events.ts'
import type { StepKind, WorkflowStep } from '../../src/domain/workflow.ts'

export interface Assignment {
  readonly run: Run
  readonly step: WorkflowStep
  /** Rises with every attempt; see `BuildOrder.fencingToken`. */
  readonly fencingToken: number
  /** Aborts when the person calls the task off, or, with a `HandedOverError`, when another worker has taken it over. */
  readonly signal: AbortSignal
  readonly correlationId: CorrelationId
  readonly report: (phase: DeployPhase) => Promise<void>
  readonly judged: (look: CanaryLook) => Promise<void>
  /** Notes that a CI system is asked for a run with this mark. @returns Whether this attempt may ask: nobody else ever may. */
  readonly asksCi: (system: CiSystem, mark: string) => Promise<boolean>
}

/**
 * Does one kind of step; an agent judges, a worker does. It is called again for work that may be half done, and for work
 * that has paused, and must find out rather than repeat.
 */
export type StepWorker = (assignment: Assignment) => Promise<StepOutcome>

/** One for each kind of step. */
export type StepWorkers = Readonly<Record<StepKind, StepWorker>>
