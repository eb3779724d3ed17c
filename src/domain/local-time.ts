import { DateTime, IANAZone } from 'luxon'

/** The name of a time zone of the IANA database, such as `Europe/Berlin`. */
export type Zone = string

/** A date and time on the clocks of a zone, without seconds: `2026-03-29T02:30`. */
export type LocalTime = string

/** What a local time means: where clocks change, one hour a year does not exist and one comes twice. */
export type Meaning =
  | { readonly kind: 'once'; readonly at: Date }
  | { readonly kind: 'twice'; readonly first: Date; readonly second: Date }
  /** The clocks jump over it at `jump`; `at` is the same time with the jump added, as calendars read it. */
  | { readonly kind: 'never'; readonly at: Date; readonly jump: Date }

export const isZone = (zone: string): boolean => IANAZone.isValidZone(zone)

const LOCAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/

/** Undefined for what is no date, such as the 30th of February. */
export function meaningOf(local: LocalTime, zone: Zone): Meaning | undefined {
  const wall = DateTime.fromISO(local, { zone: 'utc' })
  if (!LOCAL_TIME.test(local) || !wall.isValid) return undefined
  const there = wall.setZone(zone, { keepLocalTime: true })
  if (there.hour !== wall.hour || there.minute !== wall.minute)
    return { kind: 'never', at: there.toJSDate(), jump: jumpBefore(there).toJSDate() }
  const [first = there, second] = there.getPossibleOffsets()
  return second
    ? { kind: 'twice', first: first.toJSDate(), second: second.toJSDate() }
    : { kind: 'once', at: first.toJSDate() }
}

/** The first minute of the clock's present offset from UTC. */
function jumpBefore(moment: DateTime): DateTime {
  let jump = moment
  for (let before = moment; before.offset === moment.offset; before = before.minus({ minutes: 1 })) jump = before
  return jump
}

/**
 * What a moment means that was said: ISO 8601 in UTC, or without a zone where the clocks of one do not show it just once.
 * Undefined for what is no date.
 */
export function meaningOfSaid(said: string, zone: Zone): Meaning | undefined {
  if (!said.endsWith('Z')) return meaningOf(said.slice(0, 16), zone)
  const at = new Date(said)
  return Number.isNaN(at.getTime()) ? undefined : { kind: 'once', at }
}

/** The first moment at which clocks show a local time or, where they jump over it, a later one. @throws for what is no date: whoever calls has checked it. */
export function firstMoment(local: LocalTime, zone: Zone): Date {
  const meaning = known(local, zone)
  switch (meaning.kind) {
    case 'once':
      return meaning.at
    case 'twice':
      return meaning.first
    case 'never':
      return meaning.jump
  }
}

/** The last moment that a local time may mean. @throws for what is no date: whoever calls has checked it. */
export function lastMoment(local: LocalTime, zone: Zone): Date {
  const meaning = known(local, zone)
  return meaning.kind === 'twice' ? meaning.second : meaning.at
}

function known(local: LocalTime, zone: Zone): Meaning {
  const meaning = meaningOf(local, zone)
  if (!meaning) throw new Error(`'${local}' is no date and time`)
  return meaning
}

/** What the clocks of a zone show at a moment. */
export function localTime(at: Date, zone: Zone): LocalTime {
  return DateTime.fromJSDate(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm")
}

/** The Monday of the week that a moment falls into, on the calendar of a zone, so many weeks later: `2026-03-02`. */
export function mondayOf(at: Date, zone: Zone, weeksLater: number): string {
  return DateTime.fromJSDate(at, { zone }).startOf('week').plus({ weeks: weeksLater }).toFormat('yyyy-MM-dd')
}

/** The date so many days later: the calendar's days, however long they are. */
export function dayAfter(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd')
}
