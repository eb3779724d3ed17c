/** Soon at first, when most rollouts end; each look leaves three lines in the log. */
const SOONEST_MS = 2_000
const LATEST_MS = 15_000

/** When to look at a rollout again, ISO 8601 in UTC: after a fifth of the time that it has taken. */
export function nextLook(now: Date, waitedMs: number): string {
  const inMs = Math.min(Math.max(waitedMs / 5, SOONEST_MS), LATEST_MS)
  return new Date(now.getTime() + inMs).toISOString()
}
