/** How long BullMQ lets things take, in milliseconds. Tests make them short. */
export interface BullTimings {
  /** A job whose worker has not renewed its lease for so long may be given to another. Renewed at half this time. */
  readonly lockMs: number
  /** How often to look for such jobs; one is found at the second look after its lease ended. */
  readonly stalledCheckMs: number
  /** The pause after the first failed try; it doubles with every further one. */
  readonly retryMs: number
}

/** BullMQ's own 30 s and 30 s would leave a person waiting up to 90 s after a worker died. */
export const BULL_TIMINGS: BullTimings = { lockMs: 10_000, stalledCheckMs: 5_000, retryMs: 1_000 }

/** Each try reads the step from the log again, so another try is harmless; giving up would lose what was asked. */
export const TRIES = 1_000_000
const LONGEST_RETRY_MS = 5 * 60 * 1000
/** Part of each pause is chance, so that jobs that failed together do not come back together. */
const JITTER = 0.5

/**
 * Steps ask what is there before they act, so a job may lose many workers before it looks like the cause of their deaths.
 */
export const WORKERS_A_JOB_MAY_LOSE = 10

/** A job id stays known, and is therefore not taken again, until so old or so many jobs back. */
export const KEPT_WHEN_DONE = { age: 7 * 24 * 60 * 60, count: 10_000 }
export const KEPT_WHEN_GIVEN_UP = { age: 30 * 24 * 60 * 60, count: 10_000 }

/** BullMQ's 15 s between tries to reach its database are long for people who wait. */
export const RECONNECT_MS = 1_000

/** The pause before the next try, in milliseconds. */
export function pauseAfter(failedTries: number, retryMs: number): number {
  const longest = Math.min(LONGEST_RETRY_MS, retryMs * 2 ** Math.min(failedTries - 1, 30))
  return Math.round(longest * (1 - JITTER * Math.random()))
}
