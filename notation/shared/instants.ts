/** A time as text: `2026-11-21`, `2026-11-21T10:00:00Z` or `2026-11-21T10:00:00.000Z`. */
export type InstantForm = 'day' | 'second' | 'millisecond'
export interface Instant {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly form: InstantForm
}

export const MS_PER_DAY = 86_400_000
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Only text that `writeInstant` gives back byte for byte. */
export function readInstant(text: string): Instant | undefined {
  const form = formOf(text)
  if (form === undefined) return undefined
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 2)
  const day = digits(text, 8, 2)
  if (!isDay(year, month, day)) return undefined
  const midnight = Date.UTC(year, month - 1, day)
  if (form === 'day') return { at: midnight, form }
  const time = timeOfDay(text, form)
  return time === undefined ? undefined : { at: midnight + time, form }
}

export function writeInstant({ at, form }: Instant): string {
  const midnight = Math.floor(at / MS_PER_DAY) * MS_PER_DAY
  const day = dayText(midnight)
  if (form === 'day') return day
  const passed = at - midnight
  const minutes = Math.floor(passed / 60_000)
  const time = `${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(Math.floor(passed / 1000) % 60)}`
  return form === 'second' ? `${time}Z` : `${time}.${String(passed % 1000).padStart(3, '0')}Z`
}

const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))

function two(number: number): string {
  return TWO_DIGITS[number] ?? ''
}

/** Times in one document mostly share a day, and the platform's own formatting is slow. */
let lastDay = { midnight: 0, text: '1970-01-01' }

function dayText(midnight: number): string {
  if (lastDay.midnight !== midnight) lastDay = { midnight, text: new Date(midnight).toISOString().slice(0, 10) }
  return lastDay.text
}

function formOf(text: string): InstantForm | undefined {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined
  if (text.length === 10) return 'day'
  if (text[10] !== 'T' || text[13] !== ':' || text[16] !== ':') return undefined
  if (text.length === 20 && text.endsWith('Z')) return 'second'
  return text.length === 24 && text[19] === '.' && text.endsWith('Z') ? 'millisecond' : undefined
}

/** Four digits and a real day; years before 1000 are left alone. */
function isDay(year: number, month: number, day: number): boolean {
  const days = DAYS_IN_MONTH[month - 1]
  if (!(year >= 1000) || days === undefined || !(day >= 1 && day <= days)) return false
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))
}

function timeOfDay(text: string, form: InstantForm): number | undefined {
  const hour = digits(text, 11, 2)
  const minute = digits(text, 14, 2)
  const second = digits(text, 17, 2)
  const millisecond = form === 'millisecond' ? digits(text, 20, 3) : 0
  const valid = hour < 24 && minute < 60 && second < 60 && millisecond >= 0
  return valid ? ((hour * 60 + minute) * 60 + second) * 1000 + millisecond : undefined
}

/** NaN when any is no digit. */
function digits(text: string, from: number, count: number): number {
  let value = 0
  for (let index = from; index < from + count; index += 1) {
    const digit = text.charCodeAt(index) - 48
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    value = value * 10 + digit
  }
  return value
}
