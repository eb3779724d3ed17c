import type { EnvironmentId, ServiceId } from '../ids.ts'
import { dayAfter, firstMoment, type LocalTime, lastMoment, mondayOf, type Zone } from '../local-time.ts'
import type { Place } from '../place.ts'

/** A time in which nothing new is deployed, as the configuration says it. */
export interface Freeze {
  readonly name: string
  readonly reason?: string
  readonly zone: Zone
  /** Only these; every one when left out. */
  readonly services?: readonly ServiceId[]
  readonly environments?: readonly EnvironmentId[]
  /** It stops rollbacks too, and a deployment of what should be live anyway. */
  readonly rollbacks?: true
  readonly times: FreezeDates | FreezeWeeks
}

export interface FreezeDates {
  readonly kind: 'dates'
  readonly from: LocalTime
  readonly to: LocalTime
}

export interface FreezeWeeks {
  readonly kind: 'weekly'
  readonly windows: readonly WeekWindow[]
}

/** From a time of the week to the next time that is the other one. */
export interface WeekWindow {
  readonly from: WeekTime
  readonly to: WeekTime
}

export interface WeekTime {
  /** 1 is Monday, 7 Sunday. */
  readonly day: number
  /** `16:00`; `24:00` is the end of the day. */
  readonly time: string
}

/** A stretch of time; its end is not in it. */
export interface Window {
  readonly from: Date
  readonly to: Date
}

export function concerns({ services, environments }: Freeze, { service, environment }: Place): boolean {
  return (services?.includes(service) ?? true) && (environments?.includes(environment) ?? true)
}

/** Weekly windows that follow each other without a gap are one; more than these in a row is a freeze without an end. */
const MOST_IN_A_ROW = 60

/** When a freeze that holds at a moment ends: `never` where it has no end; undefined where it does not hold. */
export function frozenUntil(freeze: Freeze, at: Date): Date | 'never' | undefined {
  let until = endAt(freeze, at)
  for (let row = 0; until !== undefined && row < MOST_IN_A_ROW; row++) {
    const further = endAt(freeze, until)
    if (further === undefined) return until
    until = further
  }
  return until && 'never'
}

function endAt(freeze: Freeze, at: Date): Date | undefined {
  const ends = windowsAround(freeze, at)
    .filter(({ from, to }) => from <= at && at < to)
    .map(({ to }) => to.getTime())
  return ends.length === 0 ? undefined : new Date(Math.max(...ends))
}

/** When a freeze starts next; undefined where it never does again. */
export function nextStart(freeze: Freeze, after: Date): Date | undefined {
  const starts = windowsAround(freeze, after)
    .map(({ from }) => from.getTime())
    .filter((from) => from > after.getTime())
  return starts.length === 0 ? undefined : new Date(Math.min(...starts))
}

/** The windows that may hold at a moment or start next. A weekly one may last over the end of its week. */
function windowsAround({ times, zone }: Freeze, at: Date): readonly Window[] {
  switch (times.kind) {
    case 'dates':
      return [windowOf(times.from, times.to, zone)]
    case 'weekly':
      return [-1, 0, 1].flatMap((week) => {
        const monday = mondayOf(at, zone, week)
        return times.windows.map(({ from, to }) => {
          const isNextWeek = timeOfWeek(to) <= timeOfWeek(from)
          return windowOf(onDate(monday, from), onDate(isNextWeek ? dayAfter(monday, 7) : monday, to), zone)
        })
      })
  }
}

/** It starts with the first of two moments that its local time may mean, and ends with the last. */
function windowOf(from: LocalTime, to: LocalTime, zone: Zone): Window {
  return { from: firstMoment(from, zone), to: lastMoment(to, zone) }
}

const timeOfWeek = ({ day, time }: WeekTime): string => `${day} ${time}`

function onDate(monday: string, { day, time }: WeekTime): LocalTime {
  return time === '24:00' ? `${dayAfter(monday, day)}T00:00` : `${dayAfter(monday, day - 1)}T${time}`
}
