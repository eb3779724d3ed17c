import type { Place } from '../domain/place.ts'
import { errorRate, mergedTraffic, type RatePoint } from '../domain/traffic.ts'
import type { Traffic } from '../ports/traffic.ts'

const MINUTE_MS = 60_000
/** Each is asked for on its own, at the same time as the others; a table of more is read by nobody. */
const MOST_POINTS = 12

/** By stretches of whole minutes, the latest at the end; those before there are figures are left out. */
export async function errorRates(
  { service, environment }: Place,
  minutes: number,
  traffic: Traffic,
  now: Date,
): Promise<readonly RatePoint[]> {
  const stretch = Math.ceil(minutes / MOST_POINTS)
  const count = Math.floor(minutes / stretch)
  const end = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS
  const starts = Array.from({ length: count }, (_, index) => end - (count - index) * stretch * MINUTE_MS)
  const points = await Promise.all(
    starts.map(async (start): Promise<RatePoint | undefined> => {
      // The end is inside of the last minute, which would count as a whole otherwise.
      const until = new Date(start + stretch * MINUTE_MS - 1)
      const measured = await traffic.measured(service, environment, new Date(start), until)
      if (!measured || Date.parse(measured.from) > start) return undefined
      const rate = measured.unknown === undefined ? errorRate(mergedTraffic(measured.releases)) : undefined
      return { at: new Date(start).toISOString(), rate: rate ?? null }
    }),
  )
  return points.filter((point) => point !== undefined)
}
