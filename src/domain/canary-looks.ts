import type { Run } from './run.ts'

/** A canary is looked at every minute, and again soon after its health check said something against it. */
const EVERY_MS = 60_000
const AFTER_COMPLAINT_MS = 10_000

/** When a canary is looked at next, and once more at the end of its time. @param since ISO 8601, as its minutes count. */
export function nextCanaryLook(since: string, minutes: number, last: Run['canary']): Date {
  const before = Date.parse(last?.at ?? since)
  const next = before + (last?.complaint === undefined ? EVERY_MS : AFTER_COMPLAINT_MS)
  const end = Date.parse(since) + minutes * 60_000
  return new Date(before < end ? Math.min(next, end) : next)
}
