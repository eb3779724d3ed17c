import type { TaskId } from './ids.ts'

/** A run of GitHub Actions that failed, whose failed jobs alone can be run again. */
export interface FailedJobs {
  /** Its id. */
  readonly run: number
  /** Which attempt failed; counts from 1. */
  readonly attempt: number
  /** Where people see it. */
  readonly url: string
}

/** What a task does instead of starting a run of its own. */
export interface Rerun extends FailedJobs {
  /** Whose run it is. */
  readonly task: TaskId
  /** The step of that task which had a CI system run it; left out where the run delivers. */
  readonly step?: string
}
