import type { FailedJobs } from '../domain/failed-jobs.ts'

/** How a step of work ended. `logTail` holds its last lines, at most 200, with secrets removed. */
export type WorkOutcome =
  | { readonly kind: 'done'; readonly detail?: string }
  | {
      readonly kind: 'failed'
      readonly reason: string
      readonly nextStep: string
      readonly logTail?: string
      /** There where a run of GitHub Actions failed, whose failed jobs can be run again. */
      readonly failedJobs?: FailedJobs
    }
  | { readonly kind: 'cancelled' }
export type Failed = Extract<WorkOutcome, { kind: 'failed' }>

export function failed(reason: string, nextStep: string, logTail?: string): Failed {
  return { kind: 'failed', reason, nextStep, ...(logTail !== undefined && { logTail }) }
}
