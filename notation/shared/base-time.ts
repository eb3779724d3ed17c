import { type Instant, type InstantForm, MS_PER_DAY, readInstant, writeInstant } from './instants.ts'
import { readNumber, smallCount } from './numbers.ts'

/** The one time a document counts from, in the form most of its times have. */
export type BaseTime = Instant

/** Milliseconds are written with three digits, so `+1.500` and never `+1.5`. */
const OFFSET = /^\+(\d{1,12})(?:(d)|\.(\d{3}))?$/
/** The last instant that has a year of four digits. */
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

/** The offset of a time from the base, or nothing when the text is not such a time. */
export function writeOffset(base: BaseTime, text: string): string | undefined {
  const instant = readInstant(text)
  if (instant === undefined) return undefined
  if (instant.form === 'day') return offsetInDays(base, instant.at)
  const passed = instant.at - base.at
  if (passed < 0 || base.form === 'day' || (base.form === 'millisecond' && instant.form === 'second')) return undefined
  return instant.form === base.form && passed % 1000 === 0
    ? `+${passed / 1000}`
    : instant.form === 'second'
      ? undefined
      : `+${Math.floor(passed / 1000)}.${String(passed % 1000).padStart(3, '0')}`
}

function offsetInDays(base: BaseTime, at: number): string | undefined {
  const days = (at - dayOf(base)) / MS_PER_DAY
  return days < 0 ? undefined : base.form === 'day' ? `+${days}` : `+${days}d`
}

function dayOf(base: BaseTime): number {
  return Math.floor(base.at / MS_PER_DAY) * MS_PER_DAY
}

/** The time an offset stands for, or nothing when `writeOffset` would not have written it. */
export function readOffset(base: BaseTime, text: string): string | undefined {
  const seconds = base.form === 'day' ? -1 : smallCount(text.slice(1))
  if (seconds >= 0) return instantText(base.at + seconds * 1000, base.form)
  const [, whole, day, milliseconds] = OFFSET.exec(text) ?? []
  const count = whole === undefined ? undefined : readNumber(whole)
  if (count === undefined) return undefined
  if (base.form === 'day' || day !== undefined) {
    if (milliseconds !== undefined || (base.form === 'day' && day !== undefined)) return undefined
    return instantText(dayOf(base) + count * MS_PER_DAY, 'day')
  }
  if (milliseconds === undefined) return instantText(base.at + count * 1000, base.form)
  const written = instantText(base.at + count * 1000 + Number(milliseconds), 'millisecond')
  return written !== undefined && writeOffset(base, written) === text ? written : undefined
}

function instantText(at: number, form: InstantForm): string | undefined {
  return at > LAST ? undefined : writeInstant({ at, form })
}
