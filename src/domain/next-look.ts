/** Each look costs about three requests; a token of GitHub has 5,000 an hour. */
const SOONEST_MS = 3_000
const LATEST_MS = 30_000

/** When to look at a run again, ISO 8601 in UTC: after a tenth of the time that it has taken. */
export function nextLook(now: Date, waitedMs: number): string {
  const inMs = Math.min(Math.max(waitedMs / 10, SOONEST_MS), LATEST_MS)
  return new Date(now.getTime() + inMs).toISOString()
}
