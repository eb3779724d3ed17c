import type { Place } from '../domain/place.ts'
import { mergedTraffic, type TrafficFigures } from '../domain/traffic.ts'
import type { Traffic } from '../ports/traffic.ts'

const MINUTE_MS = 60_000

/** What all releases of a place together answered in the time that was asked for. */
export interface TrafficAtPlace extends Place {
  readonly figures: TrafficFigures
  /** There are figures from here on. ISO 8601 in UTC. */
  readonly from: string
  /** How long there are figures for, in minutes; never zero, so that it can be divided by. */
  readonly minutes: number
  /** The time asked for starts before there are figures. */
  readonly isShort: boolean
  /** Why the figures are not known, as a sentence. */
  readonly unknown?: string
}

/** Undefined where nothing measures. */
export async function trafficAt(
  place: Place,
  minutes: number,
  traffic: Traffic,
  now: Date,
): Promise<TrafficAtPlace | undefined> {
  const since = new Date(now.getTime() - minutes * MINUTE_MS)
  const measured = await traffic.measured(place.service, place.environment, since, now)
  if (!measured) return undefined
  const { from, releases, unknown } = measured
  return {
    ...place,
    figures: mergedTraffic(releases),
    from,
    minutes: Math.max(1, (now.getTime() - Date.parse(from)) / MINUTE_MS),
    isShort: Date.parse(from) > since.getTime(),
    ...(unknown !== undefined && { unknown }),
  }
}
