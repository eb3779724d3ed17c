import type { Texts } from '../../texts/texts.ts'

/** From one moment to another, as people name it. */
export interface TimeSpan {
  readonly called: string
  readonly since: Date
  readonly until: Date
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Nights are told from days by these hours, in UTC as all times the bot gives. */
const EVENING_MS = 18 * HOUR_MS
const MORNING_MS = 8 * HOUR_MS

/** The time a text speaks of; undefined when it names none. */
export function timeSpanIn(text: string, now: Date, { investigations: { spans } }: Texts): TimeSpan | undefined {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())
  const upToNow = (until: number): Date => new Date(Math.min(until, now.getTime()))
  if (/\b(?:last night|overnight)\b/i.test(text)) {
    const called = spans.lastNight
    return { called, since: new Date(midnight - DAY_MS + EVENING_MS), until: upToNow(midnight + MORNING_MS) }
  }
  if (/\byesterday\b/i.test(text)) {
    return { called: spans.yesterday, since: new Date(midnight - DAY_MS), until: new Date(midnight) }
  }
  if (/\b(?:today|this (?:morning|afternoon|evening)|tonight)\b/i.test(text)) {
    return { called: spans.today, since: new Date(midnight), until: now }
  }
  const [whole, count = '1', unit = ''] =
    /\b(?:last|past|previous) (?:(\d{1,3}) )?(minute|hour|day|week)s?\b/i.exec(text) ?? []
  const length = Number(count) * (UNITS[unit.toLowerCase()] ?? 0)
  return whole === undefined
    ? undefined
    : { called: spans.last({ span: whole.toLowerCase() }), since: new Date(now.getTime() - length), until: now }
}

const UNITS: Readonly<Record<string, number>> = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS }
