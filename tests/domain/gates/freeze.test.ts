import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Freeze, frozenUntil, nextStart } from '../../../src/domain/gates/freeze.ts'

const weekly = (...windows: readonly (readonly [number, string, number, string])[]): Freeze => ({
  name: 'weekly',
  zone: 'Europe/Berlin',
  times: {
    kind: 'weekly',
    windows: windows.map(([from, fromTime, to, toTime]) => ({
      from: { day: from, time: fromTime },
      to: { day: to, time: toTime },
    })),
  },
})
const dates = (from: string, to: string): Freeze => ({
  name: 'dates',
  zone: 'Europe/Berlin',
  times: { kind: 'dates', from, to },
})

const at = (text: string): Date => new Date(text)

test('calendar dates hold from their first moment to their last, which is not in it', () => {
  const freeze = dates('2026-12-20T18:00', '2027-01-06T08:00')
  expect(frozenUntil(freeze, at('2026-12-20T16:59:59Z'))).toBeUndefined()
  expect(frozenUntil(freeze, at('2026-12-20T17:00:00Z'))).toEqual(at('2027-01-06T07:00:00Z'))
  expect(frozenUntil(freeze, at('2027-01-06T07:00:00Z'))).toBeUndefined()
  expect(nextStart(freeze, at('2026-12-01T00:00:00Z'))).toEqual(at('2026-12-20T17:00:00Z'))
  expect(nextStart(freeze, at('2027-02-01T00:00:00Z'))).toBeUndefined()
})

test('a weekly window may last over the end of its week', () => {
  const weekend = weekly([5, '16:00', 1, '08:00'])
  expect(frozenUntil(weekend, at('2026-03-06T14:59:00Z'))).toBeUndefined()
  // Friday, Sunday and early on Monday.
  for (const moment of ['2026-03-06T15:00:00Z', '2026-03-08T12:00:00Z', '2026-03-09T06:59:00Z'])
    expect(frozenUntil(weekend, at(moment))).toEqual(at('2026-03-09T07:00:00Z'))
  expect(frozenUntil(weekend, at('2026-03-09T07:00:00Z'))).toBeUndefined()
})

test('a weekend in which clocks change ends by the clocks of its zone', () => {
  const weekend = weekly([5, '16:00', 1, '08:00'])
  expect(frozenUntil(weekend, at('2026-03-28T12:00:00Z'))).toEqual(at('2026-03-30T06:00:00Z'))
  expect(frozenUntil(weekend, at('2026-10-24T12:00:00Z'))).toEqual(at('2026-10-26T07:00:00Z'))
})

test('windows that follow each other without a gap end with the last, and a week without a gap never does', () => {
  const twoDays = weekly([6, '00:00', 6, '24:00'], [7, '00:00', 7, '24:00'])
  expect(frozenUntil(twoDays, at('2026-03-07T12:00:00Z'))).toEqual(at('2026-03-08T23:00:00Z'))
  const always = weekly(...[1, 2, 3, 4, 5, 6, 7].map((day) => [day, '00:00', day, '24:00'] as const))
  expect(frozenUntil(always, at('2026-03-07T12:00:00Z'))).toBe('never')
})

test('the hour that comes twice is frozen from its first time to its second', () => {
  expect(frozenUntil(dates('2026-10-25T02:30', '2026-10-25T02:45'), at('2026-10-25T00:31:00Z'))).toEqual(
    at('2026-10-25T01:45:00Z'),
  )
  const weeklyThen = weekly([7, '02:15', 7, '02:45'])
  expect(frozenUntil(weeklyThen, at('2026-10-25T01:00:00Z'))).toEqual(at('2026-10-25T01:45:00Z'))
})

test('in the hour that does not exist a freeze starts at the jump, and ends as late after it as the time says', () => {
  const starting = dates('2026-03-29T02:30', '2026-03-29T04:00')
  expect(frozenUntil(starting, at('2026-03-29T00:59:00Z'))).toBeUndefined()
  expect(frozenUntil(starting, at('2026-03-29T01:00:00Z'))).toEqual(at('2026-03-29T02:00:00Z'))
  expect(frozenUntil(dates('2026-03-29T01:00', '2026-03-29T02:30'), at('2026-03-29T01:29:00Z'))).toEqual(
    at('2026-03-29T01:30:00Z'),
  )
})

test('whatever the rule and the moment, what is frozen is free again at the end that is told', () => {
  const time = fc
    .integer({ min: 0, max: 24 * 4 - 1 })
    .map(
      (quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`,
    )
  const day = fc.integer({ min: 1, max: 7 })
  const windows = fc.array(fc.tuple(day, time, day, time), { minLength: 1, maxLength: 4 })
  const hour = fc.integer({ min: 0, max: 24 * 365 * 2 })
  fc.assert(
    fc.property(windows, hour, (some, hours) => {
      const freeze = weekly(...some)
      const moment = new Date(Date.UTC(2026, 0) + hours * 3_600_000)
      const until = frozenUntil(freeze, moment)
      if (until === undefined || until === 'never') return
      expect(until.getTime()).toBeGreaterThan(moment.getTime())
      expect(frozenUntil(freeze, until)).toBeUndefined()
      expect(frozenUntil(freeze, new Date(until.getTime() - 1))).toEqual(until)
    }),
    { numRuns: 80 },
  )
})
