import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstMoment, lastMoment, localTime, meaningOf } from '../../src/domain/local-time.ts'

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'] as const

test.each([
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z', '2026-03-29T01:00:00.000Z'],
  ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z', '2026-03-08T07:00:00.000Z'],
  // A jump of half an hour.
  ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z', '2026-10-03T15:30:00.000Z'],
])('%s does not exist in %s: it is read with the jump added, and a start is at the jump', (local, zone, at, jump) => {
  expect(meaningOf(local, zone)).toEqual({ kind: 'never', at: new Date(at), jump: new Date(jump) })
  expect(firstMoment(local, zone)).toEqual(new Date(jump))
})

test.each([
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
  ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z'],
  ['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z'],
])('%s comes twice in %s', (local, zone, first, second) => {
  expect(meaningOf(local, zone)).toEqual({ kind: 'twice', first: new Date(first), second: new Date(second) })
  expect(firstMoment(local, zone)).toEqual(new Date(first))
  expect(lastMoment(local, zone)).toEqual(new Date(second))
})

test('what is no date means nothing', () => {
  expect(meaningOf('2026-02-30T10:00', 'UTC')).toBeUndefined()
  expect(meaningOf('tomorrow', 'UTC')).toBeUndefined()
})

test('what clocks show means the moment at which they show it', () => {
  const minutes = fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 })
  fc.assert(
    fc.property(minutes, fc.constantFrom(...ZONES), (minute, zone) => {
      const at = new Date(minute * 60_000)
      const meaning = meaningOf(localTime(at, zone), zone)
      const meant = meaning?.kind === 'twice' ? [meaning.first, meaning.second] : [meaning?.at]
      expect(meaning?.kind).not.toBe('never')
      expect(meant.map((one) => one?.getTime())).toContain(at.getTime())
    }),
    { numRuns: 300 },
  )
})
