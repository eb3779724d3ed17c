const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** From one try to the next, in milliseconds: 22 hours in all. */
const PAUSES_MS = [
  5_000,
  30_000,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  6 * HOUR_MS,
  8 * HOUR_MS,
] as const

/** Whatever a target asks for. */
const LONGEST_PAUSE_MS = 8 * HOUR_MS
/** Part of each pause is chance, so that what failed together does not come back together. */
const JITTER = 0.2

/** When to try again after so many failed tries; undefined when it is given up. @param chance From 0 to 1. */
export function retryAt(failedTries: number, now: Date, askedMs = 0, chance = Math.random()): Date | undefined {
  const pause = PAUSES_MS[failedTries - 1]
  if (pause === undefined) return undefined
  const ms = Math.min(LONGEST_PAUSE_MS, Math.max(pause * (1 + JITTER * chance), askedMs))
  return new Date(now.getTime() + ms)
}
