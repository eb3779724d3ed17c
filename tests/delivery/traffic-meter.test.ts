import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketOf, LATENCY_BOUNDS_MS } from '../../adapters/local-host/host/latency-bounds.ts'
import { createTrafficMeter, MINUTES_KEPT } from '../../adapters/local-host/host/traffic-meter.ts'
import { mergedTraffic } from '../../src/domain/traffic.ts'

const MINUTE_MS = 60_000
const START = Date.parse('2026-03-02T09:00:00Z')

const request = fc.record({
  task: fc.constantFrom('TASK-1', 'TASK-2', 'TASK-3'),
  failed: fc.boolean(),
  ms: fc.double({ min: 0, max: 200_000, noNaN: true }),
  /** Since the one before. */
  afterMs: fc.integer({ min: 0, max: 20 * MINUTE_MS }),
})

test('every request is counted once, in its minute and its bucket, however the minutes are put together', () => {
  fc.assert(
    fc.property(fc.array(request, { maxLength: 60 }), fc.integer({ min: 0, max: 1_200 }), (requests, cutMinutes) => {
      let now = START
      const meter = createTrafficMeter(() => now)
      for (const { afterMs, ...answered } of requests) {
        now += afterMs
        meter.count('payments/staging', answered)
      }
      const whole = meter.measured('payments/staging', START, now)
      const figures = mergedTraffic(whole.releases)
      expect(figures.requests).toBe(requests.length)
      expect(figures.errors).toBe(requests.filter(({ failed }) => failed).length)
      expect(figures.latencies.reduce((sum, { count }) => sum + count, 0)).toBe(requests.length)
      for (const { task, ...release } of whole.releases)
        expect(release).toMatchObject({ requests: requests.filter((one) => one.task === task).length })
      // Two times that meet at the beginning of a minute hold together what the whole time holds.
      const cut = START + cutMinutes * MINUTE_MS
      const parts = [
        ...meter.measured('payments/staging', START, cut - 1).releases,
        ...meter.measured('payments/staging', cut, now).releases,
      ]
      if (cut <= now) expect(mergedTraffic(parts)).toEqual(figures)
      expect(meter.measured('payments/production', START, now).releases).toEqual([])
    }),
  )
})

test('a latency falls under the first bound that it does not exceed, and bounds are so near that a shift by one is no slowdown', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 150_000, noNaN: true }), (ms) => {
      const bucket = bucketOf(ms)
      const bound = LATENCY_BOUNDS_MS[bucket] ?? 0
      expect(ms <= bound || bucket === LATENCY_BOUNDS_MS.length - 1).toBe(true)
      expect(bucket === 0 || ms > (LATENCY_BOUNDS_MS[bucket - 1] ?? 0)).toBe(true)
    }),
  )
  const steps = LATENCY_BOUNDS_MS.slice(1).map((bound, index) => bound / (LATENCY_BOUNDS_MS[index] ?? 1))
  expect(Math.max(...steps)).toBeLessThan(1.25)
  expect(Math.min(...steps)).toBeGreaterThan(1.15)
})

test('a day is kept and no more, and it says since when there are figures', () => {
  let now = START
  const meter = createTrafficMeter(() => now)
  const answered = { task: 'TASK-1', failed: false, ms: 5 }
  meter.count('payments/staging', answered)
  const requestsSince = (since: number): number =>
    mergedTraffic(meter.measured('payments/staging', since, now).releases).requests
  expect(meter.measured('payments/staging', START - MINUTE_MS, now).from).toBe('2026-03-02T09:00:00.000Z')
  now = START + (MINUTES_KEPT - 1) * MINUTE_MS
  expect(requestsSince(START)).toBe(1)
  now += MINUTE_MS
  expect(requestsSince(START)).toBe(0)
  // What takes the place of a minute a day ago does not add to it.
  meter.count('payments/staging', answered)
  expect(requestsSince(START)).toBe(1)
  expect(meter.measured('payments/staging', START, now).from).toBe('2026-03-02T09:01:00.000Z')
})

test('the release that answered last stands at the end, also when it had answered before', () => {
  let now = START
  const meter = createTrafficMeter(() => now)
  for (const task of ['TASK-1', 'TASK-2', 'TASK-1']) {
    meter.count('payments/staging', { task, failed: false, ms: 1 })
    now += MINUTE_MS
  }
  expect(meter.measured('payments/staging', START, now).releases.map(({ task }) => task)).toEqual(['TASK-2', 'TASK-1'])
})
