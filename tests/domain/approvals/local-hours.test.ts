import { expect, test } from 'vitest'
import { isWithin } from '../../../src/domain/approvals/local-hours.ts'

const at = (moment: string): Date => new Date(moment)

test('hours over midnight count for the day they start on', () => {
  const friday = { from: '22:00', to: '06:00', weekdays: ['fri'], zone: 'UTC' } as const
  expect(isWithin(friday, at('2026-03-06T21:59:00Z'))).toBe(false)
  expect(isWithin(friday, at('2026-03-06T22:00:00Z'))).toBe(true)
  expect(isWithin(friday, at('2026-03-07T05:59:00Z'))).toBe(true)
  expect(isWithin(friday, at('2026-03-07T06:00:00Z'))).toBe(false)
  expect(isWithin(friday, at('2026-03-06T05:00:00Z'))).toBe(false)
})

test('clocks of the zone count, on the days they change as well', () => {
  const early = { from: '02:00', to: '03:00', zone: 'Europe/Berlin' } as const
  // 2026-03-29: 02:00 to 03:00 does not exist. 2026-10-25: it comes twice.
  expect(isWithin(early, at('2026-03-29T00:59:00Z'))).toBe(false)
  expect(isWithin(early, at('2026-03-29T01:00:00Z'))).toBe(false)
  expect(isWithin(early, at('2026-10-25T00:30:00Z'))).toBe(true)
  expect(isWithin(early, at('2026-10-25T01:30:00Z'))).toBe(true)
  expect(isWithin(early, at('2026-10-25T02:30:00Z'))).toBe(false)
})

test('without hours the whole day counts', () => {
  expect(isWithin({ weekdays: ['sat', 'sun'], zone: 'UTC' }, at('2026-03-07T00:00:00Z'))).toBe(true)
  expect(isWithin({ weekdays: ['sat', 'sun'], zone: 'UTC' }, at('2026-03-06T23:59:00Z'))).toBe(false)
})
