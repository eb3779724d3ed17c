import { type Entity, type EntityFinder, findAll } from './entity.ts'
import { NUMBER, numberOf } from './numbers.ts'

const SECONDS: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
  M: 2_592_000,
  y: 31_536_000,
}

const UNIT = `(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w|months?|fortnights?|quarters?|years?)`
const LOOKING_BACK = `(?:(?:go|look|going|looking)(?: further)? back(?: the)?(?: last)?|last|past|previous|prior|(?:for )?(?:the )?same|for(?: the)?(?: next| last| past| coming)?|since|over(?: the)?|within(?: the)?)`

const COUNTED = new RegExp(String.raw`\b${LOOKING_BACK} (\d{1,4}\.\d|${NUMBER}|an?)[ -]?${UNIT}(?: ago)?\b`, 'gi')
const HALF = new RegExp(String.raw`\b${LOOKING_BACK} half(?: an?)? ${UNIT}\b`, 'gi')
const SINGLE = new RegExp(String.raw`\b(?:last|past|previous) ${UNIT}\b`, 'gi')
/** "throwing 500s" says which errors. */
const SHORT = /(?<!\bin )(?<![\w.-])(?![45]\d\ds\b)(\d{1,5})(s|m|min|mins|h|hr|hrs|d|w)\b/gi
const INSTEAD = new RegExp(String.raw`\bmake (?:it|that) (${NUMBER}|an?) ${UNIT}\b`, 'gi')
const ONLY_LENGTH = new RegExp(
  String.raw`(?<=^(?:(?:no|nope|sorry|oops|hm+|um+|ok|okay|well|actually|better|rather|wait|or|and|what about|how about|i mean|i meant|only|just|for|say|oh|not)[ ,.]{1,3}){0,4})(${NUMBER}|an?) ${UNIT}(?=(?:[ ,]{1,2}(?:instead|actually|rather|please|pls|too|then|i mean|i meant|sorry|is enough|are enough|will do|better))?[.!?]*$)`,
  'gi',
)
const QUARTER_HOURS = new RegExp(String.raw`\b${LOOKING_BACK} (?:(three) )?quarters? of an hour\b`, 'gi')
const AGO = new RegExp(String.raw`\b(?:from |since )?(${NUMBER}|an?) ${UNIT} ago\b`, 'gi')

/** A length of time back from now (for a lock: from now on), in whole seconds. Days start at midnight UTC. */
export const findWindows: EntityFinder = ({ text, now }) => [
  ...findAll(text, QUARTER_HOURS, 'window', ([, three]) => (three === undefined ? 900 : 2_700)),
  ...findAll(text, COUNTED, 'window', ([, amount, unit]) => secondsOf(amount, unit)),
  ...findAll(text, HALF, 'window', ([, unit]) => secondsOf('0.5', unit)),
  ...findAll(text, SINGLE, 'window', ([, unit]) => secondsOf('1', unit)),
  ...findAll(text, AGO, 'window', ([, amount, unit]) => secondsOf(amount, unit)),
  ...findAll(text, INSTEAD, 'window', ([, amount, unit]) => secondsOf(amount, unit)),
  ...findAll(text, ONLY_LENGTH, 'window', ([, amount, unit]) => secondsOf(amount, unit)),
  ...findAll(text, SHORT, 'window', ([, amount, unit]) => secondsOf(amount, unit)),
  ...findCalendarWindows(text, now),
]

/** @param unit A word for it, or its letter. */
export function secondsOf(amount: string | undefined, unit: string | undefined): number | undefined {
  const count = amount?.includes('.') ? Number(amount) : numberOf(amount ?? '')
  const each = unit === 'M' ? SECONDS.M : secondsPer(unit?.toLowerCase() ?? '')
  return count === undefined || each === undefined ? undefined : Math.round(count * each)
}

function secondsPer(unit: string): number | undefined {
  if (unit.startsWith('mo')) return SECONDS.M
  if (unit.startsWith('f')) return 2 * 604_800
  if (unit.startsWith('q')) return 3 * 2_592_000
  return SECONDS[unit.charAt(0)]
}

/** `1h`, `30 min`, `2 days`, as the value of a named parameter. */
export function windowOf(typed: string): number | undefined {
  const match = new RegExp(String.raw`^(\d{1,4}\.\d|${NUMBER}|an?) ?${UNIT}$`, 'i').exec(typed.trim())
  if (match) return secondsOf(match[1], match[2])
  return /^\d+$/.test(typed.trim()) ? Number(typed) : undefined
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const SINCE_WEEKDAY = new RegExp(String.raw`\bsince (?:last )?(${WEEKDAYS.join('|')})\b`, 'gi')
const CALENDAR_WORD = /yesterday|today|midnight|this|since/i

function findCalendarWindows(text: string, now: Date): readonly Entity[] {
  if (!CALENDAR_WORD.test(text)) return []
  const since = (daysBack: number) => secondsSince(now, daysBack)
  return [
    ...findAll(text, /\b(?:since |from )?yesterday\b/gi, 'window', () => since(1)),
    ...findAll(text, /\b(?:since midnight|(?:since |from )?today|(?:since )?this morning)\b/gi, 'window', () =>
      since(0),
    ),
    ...findAll(text, /\b(?:so far )?this week\b/gi, 'window', () => since((now.getUTCDay() + 6) % 7)),
    ...findAll(text, SINCE_WEEKDAY, 'window', ([, day]) =>
      since((now.getUTCDay() - WEEKDAYS.indexOf(day?.toLowerCase() ?? '') + 7) % 7 || 7),
    ),
  ]
}

/** Seconds since a day started in UTC. @param daysBack 0 is today. */
export function secondsSince(now: Date, daysBack: number): number {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())
  return Math.max(1, Math.round((now.getTime() - midnight) / 1000) + daysBack * 86_400)
}
