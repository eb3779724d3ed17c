import { InvalidArgumentError } from 'commander'
import { expect, test } from 'vitest'
import { momentFrom } from '../../src/app/commands/audit/since.ts'

const NOW = new Date('2026-11-30T12:00:00Z')

test.each([
  ['7d', '2026-11-23T12:00:00.000Z'],
  ['2w', '2026-11-16T12:00:00.000Z'],
  ['36h', '2026-11-29T00:00:00.000Z'],
  ['90m', '2026-11-30T10:30:00.000Z'],
  ['2026-11-01', '2026-11-01T00:00:00.000Z'],
  ['2026-11-01T09:00', '2026-11-01T09:00:00.000Z'],
  ['2026-11-01T09:00:00', '2026-11-01T09:00:00.000Z'],
  ['2026-11-01T09:00:00Z', '2026-11-01T09:00:00.000Z'],
  ['2026-11-01T09:00:00+01:00', '2026-11-01T08:00:00.000Z'],
])('%s', (typed, moment) => {
  expect(momentFrom(typed, NOW).toISOString()).toBe(moment)
})

test.each([
  '',
  'yesterday',
  '7',
  '7y',
  '-7d',
  '2026-02-30',
  '2026-13-01',
  '01.11.2026',
  '2026-11-01T25:00:00Z',
  '9999999d',
])('%j is refused with what would do', (typed) => {
  expect(() => momentFrom(typed, NOW)).toThrow(InvalidArgumentError)
})
