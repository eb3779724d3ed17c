import { expect, test } from 'vitest'
import { lastDue, nextDue, problemWithCron } from '../../../src/domain/workflows/cron.ts'

const at = (iso: string): Date => new Date(iso)
const BERLIN = 'Europe/Berlin'

/** The moments of a rule between two. */
function between(cron: string, from: string, to: string): readonly string[] {
  const found: string[] = []
  for (let next = nextDue({ cron, zone: BERLIN }, at(from)); next && next < at(to); ) {
    found.push(next.toISOString())
    next = nextDue({ cron, zone: BERLIN }, next)
  }
  return found
}

test('a rule is read by the clocks of its zone, summer and winter', () => {
  expect(between('0 3 * * 1-5', '2026-03-27T00:00:00Z', '2026-03-31T00:00:00Z')).toEqual([
    '2026-03-27T02:00:00.000Z',
    '2026-03-30T01:00:00.000Z',
  ])
})

test('in the hour that does not exist, a time is due when the clocks have jumped, once', () => {
  expect(between('30 2 * * *', '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z')).toEqual([
    '2026-03-29T01:00:00.000Z',
    '2026-03-30T00:30:00.000Z',
  ])
})

test('in the hour that comes twice, a time is due the first time only, and a rule for every hour both times', () => {
  expect(between('30 2 * * *', '2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z')).toEqual([
    '2026-10-25T00:30:00.000Z',
    '2026-10-26T01:30:00.000Z',
  ])
  expect(between('30 * * * *', '2026-10-25T00:00:00Z', '2026-10-25T02:00:00Z')).toEqual([
    '2026-10-25T00:30:00.000Z',
    '2026-10-25T01:30:00.000Z',
  ])
})

test('the last moment counts up to this very one, and not the one that is settled', () => {
  const rule = { cron: '*/30 * * * *', zone: 'UTC' }
  expect(lastDue(rule, at('2026-03-02T08:00:00Z'), at('2026-03-02T09:00:00Z'))).toEqual(at('2026-03-02T09:00:00Z'))
  expect(lastDue(rule, at('2026-03-02T08:00:00Z'), at('2026-03-02T10:12:00Z'))).toEqual(at('2026-03-02T10:00:00Z'))
  expect(lastDue(rule, at('2026-03-02T09:00:00Z'), at('2026-03-02T09:00:00.500Z'))).toBeUndefined()
  expect(lastDue(rule, at('2026-03-02T09:01:00Z'), at('2026-03-02T09:29:59.999Z'))).toBeUndefined()
})

test.each([
  ['0 3 * * 1-5', undefined],
  ['0 0 29 2 *', undefined],
  ['@daily', undefined],
  ['0 0 31 2 *', 'never'],
  ['0 0 31 4,6,9,11 *', 'never'],
  ['every night', 'unreadable'],
  ['61 * * * *', 'unreadable'],
  ['0 0 3 * * *', 'unreadable'],
  ['', 'unreadable'],
])('the rule %s: %s', (cron, problem) => {
  expect(problemWithCron(cron)).toBe(problem)
})
