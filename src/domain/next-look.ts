/** Each look costs about three requests; a token of GitHub has 5,000 an hour. */
const SOONEST_MS = 3_000
const LATEST_MS = 30_000

/** Where webhooks tell how far it is, a look is only for those that get lost, or come before GitHub itself shows what they tell. */
const HEARD_TIMES = 4

/** When to look at a run again, ISO 8601 in UTC: after a tenth of the time that it has taken. @param isHeard GitHub reports on it by itself. */
export function nextLook(now: Date, waitedMs: number, isHeard = false): string {
  const inMs = Math.min(Math.max(waitedMs / 10, SOONEST_MS), LATEST_MS) * (isHeard ? HEARD_TIMES : 1)
  return new Date(now.getTime() + inMs).toISOString()
}
