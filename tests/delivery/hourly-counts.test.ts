import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createHourlyCounts, HOURS_KEPT } from '../../adapters/local-host/host/hourly-counts.ts'

const HOUR_MS = 60 * 60 * 1000
const START = Date.parse('2026-03-02T09:20:00Z')
const PLACE = 'payments/staging'

const request = fc.record({ failed: fc.boolean(), afterMs: fc.integer({ min: 0, max: 40 * HOUR_MS }) })

test('every request is counted once, however the hours are put together and however often the host is started anew', () => {
  fc.assert(
    fc.property(
      fc.array(request, { maxLength: 20 }),
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 1, max: 800 }),
      (requests, restartAfter, cutHours) => {
        let now = START
        let counts = createHourlyCounts(() => now)
        for (const [index, { afterMs, failed }] of requests.entries()) {
          now += afterMs
          if (index === restartAfter) counts = createHourlyCounts(() => now, counts.record())
          counts.count(PLACE, failed)
        }
        const whole = counts.counted(PLACE, START, now)
        expect(whole).toMatchObject({
          requests: requests.length,
          errors: requests.filter(({ failed }) => failed).length,
          from: '2026-03-02T09:20:00.000Z',
        })
        // Two times that meet at the beginning of an hour hold together what the whole time holds.
        const cut = START - (START % HOUR_MS) + cutHours * HOUR_MS
        const parts = [counts.counted(PLACE, START, cut - 1), counts.counted(PLACE, cut, Math.max(now, cut))]
        expect(parts.reduce((sum, part) => sum + part.requests, 0)).toBe(whole.requests)
        expect(counts.counted('payments/production', START, now)).toMatchObject({ requests: 0, errors: 0 })
      },
    ),
  )
})

test('five weeks are kept and no more, in memory and on disk, and it says since when it counts', () => {
  let now = START
  const counts = createHourlyCounts(() => now)
  counts.count(PLACE, true)
  expect(counts.counted(PLACE, START - 90 * HOUR_MS, now).from).toBe('2026-03-02T09:20:00.000Z')
  now = START + (HOURS_KEPT - 1) * HOUR_MS
  expect(counts.counted(PLACE, START, now)).toMatchObject({ requests: 1, errors: 1 })
  now += HOUR_MS
  expect(counts.counted(PLACE, START, now)).toMatchObject({ requests: 0, from: '2026-03-02T10:00:00.000Z' })
  // A place that nobody asks any more is forgotten.
  expect(counts.record()).toEqual({ since: '2026-03-02T10:00:00.000Z', places: {} })
  for (let hour = 0; hour < 3 * HOURS_KEPT; hour++) {
    counts.count(PLACE, false)
    now += HOUR_MS
  }
  expect(counts.record().places[PLACE]?.length).toBeLessThanOrEqual(HOURS_KEPT)
})

test('a clock that is put back loses nothing, and what a wrong one has counted ahead is left out', () => {
  let now = START
  const counts = createHourlyCounts(() => now)
  for (const hours of [0, 5, 3, 5, 0]) {
    now = START + hours * HOUR_MS
    counts.count(PLACE, false)
  }
  expect(counts.counted(PLACE, START, START + 5 * HOUR_MS).requests).toBe(5)
  expect(counts.counted(PLACE, START, START + 4 * HOUR_MS).requests).toBe(3)
  expect(createHourlyCounts(() => START, counts.record()).counted(PLACE, START, START + 9 * HOUR_MS).requests).toBe(2)
})
