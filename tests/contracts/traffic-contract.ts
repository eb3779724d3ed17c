import { expect, test } from 'vitest'
import type { TaskId } from '../../src/domain/ids.ts'
import type { Traffic } from '../../src/ports/traffic.ts'
import type { TrafficHistory } from '../../src/ports/traffic-history.ts'

export interface UsedPlace {
  readonly traffic: Traffic & TrafficHistory
  readonly now: () => Date
  /** Puts a release into service: one that answers everything, or one that fails every fourth request. */
  release(kind: 'sound' | 'failing'): Promise<TaskId>
  /** Users ask what serves for a while. Returns how many requests that were: a multiple of four. */
  use(): Promise<number>
}

const HOUR_MS = 60 * 60 * 1000

/** @param inPlace Runs a test where `payments` can be put on `staging`, and nothing is there yet. */
export function trafficContract(inPlace: (test: (place: UsedPlace) => Promise<void>) => Promise<void>): void {
  const lastHour = ({ traffic, now }: UsedPlace, environment = 'staging'): ReturnType<Traffic['measured']> =>
    traffic.measured('payments', environment, new Date(now().getTime() - HOUR_MS), now())

  test('where nobody asked anything there are figures, and they are none', () =>
    inPlace(async (place) => {
      const before = place.now().getTime() - HOUR_MS
      const measured = await lastHour(place)
      expect(measured?.releases).toEqual([])
      expect(Date.parse(measured?.from ?? '')).toBeGreaterThanOrEqual(before)
      expect(Date.parse(measured?.from ?? '')).toBeLessThanOrEqual(place.now().getTime())
      expect((await lastHour(place, 'nowhere'))?.releases ?? []).toEqual([])
    }))

  test('what users asked is told by the release that answered, the latest at the end, and every request is in it once', () =>
    inPlace(async (place) => {
      const sound = await place.release('sound')
      const asked = await place.use()
      const failing = await place.release('failing')
      const askedAgain = await place.use()
      const releases = (await lastHour(place))?.releases ?? []
      expect(releases).toMatchObject([
        { task: sound, requests: asked, errors: 0 },
        { task: failing, requests: askedAgain, errors: askedAgain / 4 },
      ])
      for (const { requests, latencies } of releases) {
        expect(latencies.reduce((sum, { count }) => sum + count, 0)).toBe(requests)
        expect(latencies.map(({ upToMs }) => upToMs)).toEqual(
          latencies.map(({ upToMs }) => upToMs).toSorted((a, b) => a - b),
        )
      }
    }))

  test('a time in which nobody asked anything has no requests in it', () =>
    inPlace(async (place) => {
      await place.release('sound')
      await place.use()
      const now = place.now().getTime()
      const long = await place.traffic.measured(
        'payments',
        'staging',
        new Date(now - 20 * HOUR_MS),
        new Date(now - 19 * HOUR_MS),
      )
      expect(long?.releases ?? []).toEqual([])
    }))

  test('over weeks all releases of a place count together, and a place that nobody asked has counts of none', () =>
    inPlace(async (place) => {
      const began = place.now().getTime()
      const days = (count: number, environment = 'staging'): ReturnType<TrafficHistory['counted']> =>
        place.traffic.counted('payments', environment, new Date(began - count * 24 * HOUR_MS), place.now())
      const before = await days(28)
      expect(before).toMatchObject({ requests: 0, errors: 0 })
      // Nobody counted four weeks ago.
      expect(Date.parse(before?.from ?? '')).toBeGreaterThan(began - HOUR_MS)
      expect(Date.parse(before?.from ?? '')).toBeLessThanOrEqual(place.now().getTime())
      await place.release('sound')
      const asked = await place.use()
      await place.release('failing')
      const askedAgain = await place.use()
      expect(await days(28)).toEqual({ from: before?.from, requests: asked + askedAgain, errors: askedAgain / 4 })
      expect(await days(0)).toMatchObject({ requests: asked + askedAgain })
      expect((await days(28, 'nowhere'))?.requests ?? 0).toBe(0)
      const long = await place.traffic.counted(
        'payments',
        'staging',
        new Date(began - 20 * HOUR_MS),
        new Date(began - 2 * HOUR_MS),
      )
      expect(long).toMatchObject({ requests: 0, errors: 0 })
    }))
}
