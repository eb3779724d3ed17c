/**
 * How long after it went live a release is looked at, for as long as nothing can be said of it: soon, since what is badly
 * broken shows at once; and again when there has been more traffic.
 */
const LOOKS_AFTER_MS = [1, 5, 15].map((minutes) => minutes * 60_000)

/** When a release that went live at this moment is looked at next; undefined when it is no longer. */
export function nextLookAt(liveAt: string, after: Date): Date | undefined {
  const looks = LOOKS_AFTER_MS.map((ms) => Date.parse(liveAt) + ms)
  const next = looks.find((at) => at > after.getTime())
  return next === undefined ? undefined : new Date(next)
}
