import type { Run } from './run.ts'

/** What fails every request is seen soon, and not after a minute of it. */
const FIRST_MS = 15_000
/** From then on it is looked at every minute, and again soon after its health check said something against it. */
const EVERY_MS = 60_000
const SOON_MS = 10_000

type LastLook = Run['canary']

/** The last look, unless it was at an earlier canary, from before this one was started. @param since ISO 8601. */
export function lookSince(since: string, last: LastLook): LastLook {
  return last && Date.parse(last.at) >= Date.parse(since) ? last : undefined
}

/** When a canary is looked at next, and once more at the end of its time. @param since ISO 8601, as its minutes count. */
export function nextCanaryLook(since: string, minutes: number, last: LastLook): Date {
  const start = Date.parse(since)
  if (!last) return new Date(start + FIRST_MS)
  const before = Date.parse(last.at)
  const soon = before + SOON_MS
  const next = last.complaint === undefined ? start + Math.ceil((soon - start) / EVERY_MS) * EVERY_MS : soon
  const end = start + minutes * 60_000
  return new Date(before < end ? Math.min(next, end) : next)
}

/** For how many whole minutes a canary has had its share. Its looks count from its start, which the log does not hold. */
export function minutesOnTrial(last: LastLook, now: Date): number {
  return last ? last.minutes + Math.max(0, Math.floor((now.getTime() - Date.parse(last.at)) / 60_000)) : 0
}
