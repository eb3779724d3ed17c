import type { ServiceId, TaskId } from '../domain/ids.ts'
import type { BuildStrategy, Release } from '../domain/release.ts'
import type { WorkOutcome } from './work-outcome.ts'

export interface BuildOrder {
  readonly task: TaskId
  /** Rises with every attempt at a step, over all tasks: who comes with a lower one is out of date. */
  readonly fencingToken: number
  readonly service: ServiceId
  readonly release: Release
  readonly strategy: BuildStrategy
}

/**
 * Makes releases. Calling it again for the same release continues or returns what is there (`cache`); it never leaves a
 * half-made release where a whole one is expected, however it was interrupted.
 */
export interface Builder {
  build(order: BuildOrder, signal: AbortSignal): Promise<WorkOutcome>
}
