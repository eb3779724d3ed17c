import { expect, test } from 'vitest'
import { inTimeZone } from '../../intents/in-time-zone.ts'
import { createUnderstanding } from '../../intents/understand.ts'

const catalog = {
  services: [{ id: 'payments', aliases: [] }],
  environments: [{ id: 'production', aliases: [] }],
  rings: [],
  devices: [],
  workflows: [],
  bots: [],
}
const inBerlin = inTimeZone(createUnderstanding(catalog), 'Europe/Berlin')

test.each([
  ['at 11:00', '2026-03-02T09:00:00Z', '2026-03-02T10:00:00Z'],
  // It is past eleven in Berlin already.
  ['at 11:00', '2026-03-02T10:30:00Z', '2026-03-03T10:00:00Z'],
  ['tomorrow at 9am', '2026-03-02T09:00:00Z', '2026-03-03T08:00:00Z'],
  // It is tomorrow in Berlin already.
  ['tomorrow at 9am', '2026-03-02T23:30:00Z', '2026-03-04T08:00:00Z'],
  // The clocks go back in the night.
  ['tomorrow at 9am', '2026-10-24T12:00:00Z', '2026-10-25T08:00:00Z'],
  ['at 2026-07-01 09:00', '2026-03-02T09:00:00Z', '2026-07-01T07:00:00Z'],
  // These name a moment whatever clocks show.
  ['at 15:00 UTC', '2026-03-02T09:00:00Z', '2026-03-02T15:00:00Z'],
  ['in 2 hours', '2026-03-29T00:30:00Z', '2026-03-29T02:30:00Z'],
  ['at 2026-07-01T09:00:00Z', '2026-03-02T09:00:00Z', '2026-07-01T09:00:00Z'],
  // An hour that does not exist and one that comes twice: whoever asked is told.
  ['at 2026-03-29 02:30', '2026-03-02T09:00:00Z', '2026-03-29T02:30:00'],
  ['at 2026-10-25 02:30', '2026-03-02T09:00:00Z', '2026-10-25T02:30:00'],
])('“%s”, said at %s, is %s by the clocks of Berlin', (said, now, at) => {
  const { slots } = inBerlin(`schedule payments to production ${said}`, { by: 'slack:ana', turns: [] }, new Date(now))
  expect(slots.at).toBe(at)
})

test('a person who is elsewhere means their own clocks', () => {
  const there = { by: 'slack:ana', turns: [], timeZone: 'America/New_York' }
  const now = new Date('2026-03-02T12:00:00Z')
  expect(inBerlin('schedule payments to production tomorrow at 9am', there, now).slots.at).toBe('2026-03-03T14:00:00Z')
  const utc = inTimeZone(createUnderstanding(catalog), 'UTC')
  expect(utc('schedule payments to production tomorrow at 9am', there, now).slots.at).toBe('2026-03-03T14:00:00Z')
})
