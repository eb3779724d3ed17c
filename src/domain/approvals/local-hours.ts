import { DateTime } from 'luxon'

/** Hours and days of a week as clocks on a wall show them. */
export interface LocalHours {
  /** `HH:MM`; from later to earlier goes over midnight. All day when left out. */
  readonly from?: string
  readonly to?: string
  /** `mon` … `sun`; every day when left out. Hours over midnight count for the day they start on. */
  readonly weekdays?: readonly Weekday[]
  /** IANA name of the zone. */
  readonly zone: string
}

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** Whether a moment lies within. A moment has one local time, so hours that are skipped or repeated need no rule. */
export function isWithin({ from = '00:00', to = '24:00', weekdays = WEEKDAYS, zone }: LocalHours, at: Date): boolean {
  const { time, day } = clockAt(at, zone)
  const isOn = (index: number): boolean => weekdays.includes(WEEKDAYS[(index + 7) % 7] ?? 'mon')
  if (from < to) return isOn(day) && from <= time && time < to
  return (isOn(day) && time >= from) || (isOn(day - 1) && time < to)
}

function clockAt(at: Date, zone: string): { readonly time: string; readonly day: number } {
  const there = DateTime.fromJSDate(at, { zone })
  return { time: there.toFormat('HH:mm'), day: there.weekday - 1 }
}
