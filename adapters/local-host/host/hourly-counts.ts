import { MOST_OBJECTIVE_DAYS } from '../../../src/domain/objective.ts'
import type { CountedTraffic } from '../../../src/ports/traffic-history.ts'

/** What of a place is kept on disk: hours since 1970, each with its requests and its errors. */
export type HourEntry = readonly [hour: number, requests: number, errors: number]

export interface CountsRecord {
  /** Counted from here on. ISO 8601 in UTC. */
  readonly since: string
  readonly places: Readonly<Record<string, readonly HourEntry[]>>
}

/** Counts requests by the hour, and forgets what is older than five weeks. */
export interface HourlyCounts {
  /** Two additions, since it is done for every request. */
  count(place: string, failed: boolean): void
  /** Both ends in milliseconds since 1970; the hours that they lie in count as a whole. */
  counted(place: string, since: number, until: number): CountedTraffic
  /** What the next one can continue from. */
  record(): CountsRecord
  /** Rises with each request, so that nothing is written twice. */
  readonly changes: number
}

interface Hour {
  readonly hour: number
  requests: number
  errors: number
}

const HOUR_MS = 60 * 60 * 1000
/** And the hour that is not over. */
export const HOURS_KEPT = MOST_OBJECTIVE_DAYS * 24 + 1

/**
 * @param now Milliseconds since 1970.
 * @param before What was counted before; left out, there are counts from the call on.
 */
export function createHourlyCounts(now: () => number, before?: CountsRecord): HourlyCounts {
  const since = Math.min(now(), Date.parse(before?.since ?? '') || now())
  const places = new Map<string, Hour[]>()
  let changes = 0

  const oldestKept = (): number => hourOf(now()) - HOURS_KEPT + 1
  /** Ordered, the newest at the end: a request belongs there unless the clock was set back. */
  const hourAt = (place: string, hour: number): Hour => {
    const hours = places.get(place) ?? []
    const last = hours.at(-1)
    if (last?.hour === hour) return last
    const known = hours.find((one) => one.hour === hour)
    if (known) return known
    const fresh = { hour, requests: 0, errors: 0 }
    const kept = hours.filter((one) => one.hour >= oldestKept())
    places.set(
      place,
      [...kept, fresh].sort((a, b) => a.hour - b.hour),
    )
    return fresh
  }

  for (const [place, entries] of Object.entries(before?.places ?? {})) {
    for (const [hour, requests, errors] of entries) {
      // What lies ahead was counted by a clock that was wrong.
      if (hour > hourOf(now()) || hour < oldestKept()) continue
      const kept = hourAt(place, hour)
      kept.requests += requests
      kept.errors += errors
    }
  }

  return {
    get changes() {
      return changes
    },
    count(place, failed) {
      const hour = hourAt(place, hourOf(now()))
      hour.requests += 1
      if (failed) hour.errors += 1
      changes += 1
    },
    counted(place, from, until) {
      const first = Math.max(hourOf(from), oldestKept())
      const hours = (places.get(place) ?? []).filter(({ hour }) => hour >= first && hour <= hourOf(until))
      return {
        from: new Date(Math.max(since, first * HOUR_MS)).toISOString(),
        requests: hours.reduce((sum, { requests }) => sum + requests, 0),
        errors: hours.reduce((sum, { errors }) => sum + errors, 0),
      }
    },
    record() {
      const oldest = oldestKept()
      const kept = [...places].map(([place, hours]) => [place, hours.filter(({ hour }) => hour >= oldest)] as const)
      return {
        since: new Date(Math.max(since, oldest * HOUR_MS)).toISOString(),
        places: Object.fromEntries(
          kept
            .filter(([, hours]) => hours.length > 0)
            .map(([place, hours]) => [place, hours.map(({ hour, requests, errors }) => [hour, requests, errors])]),
        ),
      }
    },
  }
}

function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS)
}
