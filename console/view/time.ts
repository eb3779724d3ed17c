const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How long something took or has lasted, as short as people say it: `42 s`, `3 min 5 s`, `2 h 10 min`, `5 days`. */
export function duration(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.max(0, Math.round(ms / SECOND_MS))} s`
  if (ms < HOUR_MS) return pair(ms, MINUTE_MS, 'min', SECOND_MS, 's')
  if (ms < 2 * DAY_MS) return pair(ms, HOUR_MS, 'h', MINUTE_MS, 'min')
  return `${Math.floor(ms / DAY_MS)} days`
}

/** Between two instants, ISO 8601 in UTC; until `now` where the second is not there yet. */
export function between(from: string, until: string | undefined, now: Date): string {
  return duration((until === undefined ? now.getTime() : Date.parse(until)) - Date.parse(from))
}

/** `3 min ago`. */
export function ago(at: string, now: Date): string {
  const ms = now.getTime() - Date.parse(at)
  return ms < 10 * SECOND_MS ? 'just now' : `${duration(Math.floor(ms / MINUTE_MS) * MINUTE_MS || ms)} ago`
}

/** In the reader's own time zone, which it names, since cards of the bot have UTC: `30 Nov, 22:14:05 GMT+1`. */
export function clockTime(at: string): string {
  return new Date(at).toLocaleString('en-GB', { day: 'numeric', month: 'short', ...CLOCK, timeZoneName: 'short' })
}

/** The same without day and zone: `22:14`. */
export function minuteTime(at: string): string {
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}

const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const

function pair(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((ms % large) / small)
  return `${Math.floor(ms / large)} ${largeName}${rest > 0 ? ` ${rest} ${smallName}` : ''}`
}
