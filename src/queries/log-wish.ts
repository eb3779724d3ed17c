import { type LogQuery, MOST_LOG_LINES } from '../domain/log-lines.ts'
import type { Slots } from '../domain/understanding.ts'

/** Lines that are shown where nobody says how many. */
const USUAL_LINES = 40

/** Which lines somebody wants, from what they asked with. */
export function logQueryFrom({ count, window, words, previous }: Slots, now: Date): LogQuery {
  const seconds = Number(window ?? Number.NaN)
  const since = Number.isFinite(seconds) ? new Date(now.getTime() - seconds * 1_000).toISOString() : undefined
  const wanted = Number(count ?? Number.NaN)
  const usual = since === undefined ? USUAL_LINES : MOST_LOG_LINES
  return {
    count: Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, MOST_LOG_LINES) : usual,
    words: words === undefined ? [] : String(words).split('\n'),
    ...(since !== undefined && { since }),
    ...(previous !== undefined && { previous: true as const }),
  }
}
