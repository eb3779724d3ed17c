import { expect, test } from 'vitest'
import { problemsOf } from './write-config.ts'

/** What is wrong with these lines, without the file and the advice. */
const wrong = (yaml: string): readonly string[] =>
  problemsOf(yaml).map((line) => line.replace(/^shipmate\.yaml:\d+: /, '').replace(/(?<=\S)\. .*$/, ''))

test.each([
  [
    '{ name: x, from: 2027-01-06, to: 2026-12-20 }',
    'freezes.0.to: must be later than from: a freeze that ends before it starts never holds',
  ],
  [
    '{ name: x, from: 2026-12-20 18:00, to: 2026-12-20 18:00 }',
    'freezes.0.to: must be later than from: a freeze that ends before it starts never holds',
  ],
  ['{ name: x, from: 2026-02-30, to: 2026-03-02 }', 'freezes.0.from: must be a date that there is'],
  [
    '{ name: x, from: yesterday, to: 2026-03-02 }',
    'freezes.0.from: must be a date such as 2026-12-20 or 2026-12-20 18:00, without a zone',
  ],
  ['{ name: x, from: 2026-12-20 }', 'freezes.0: must have from and to, or weekly'],
  [
    '{ name: x, zone: Berlin, from: 2026-12-20, to: 2026-12-21 }',
    'freezes.0.zone: must be a time zone of the IANA database, such as Europe/Berlin',
  ],
  [
    '{ name: x, weekly: { from: "16:00", to: "18:00" } }',
    'freezes.0.weekly.from: must name days, or a day in from and in to, such as friday 16:00 and monday 08:00',
  ],
  [
    '{ name: x, weekly: { from: friday 25:00, to: monday 08:00 } }',
    'freezes.0.weekly.from: must be a time such as 16:00, or a day and a time such as friday 16:00',
  ],
  [
    '{ name: x, from: 2026-12-20, to: 2026-12-21, environments: [prod] }',
    "freezes.0.environments.0: 'prod' is not the id of an environment",
  ],
  [
    '{ name: x, from: 2026-12-20, to: 2026-12-21, services: [mail] }',
    "freezes.0.services.0: 'mail' is not the id of a service",
  ],
])('the freeze %s is told in a sentence', (freeze, problem) => {
  expect(wrong(`freezes:\n  - ${freeze}\n`)).toEqual([problem])
})

test('an order that never lets anything through is told', () => {
  expect(wrong('order:\n  - { environment: production, after: production }\n')).toContain(
    'order.0.after: must be another environment',
  )
  expect(wrong('order:\n  - { environment: production, after: qa }\n')).toEqual([
    "order.0.after: 'qa' is not the id of an environment",
  ])
  const circle =
    'order:\n  - { environment: production, after: staging }\n  - { environment: staging, after: production }\n'
  expect(wrong(circle)).toEqual([
    'order.0.after: production would have to come before itself',
    'order.1.after: staging would have to come before itself',
  ])
})

test('a zone, and times of locks and schedules that mean something else, are told', () => {
  expect(wrong('timeZone: CEST/Berlin\n')).toEqual([
    'timeZone: must be a time zone of the IANA database, such as Europe/Berlin',
  ])
  expect(wrong('locks: { expireAfterMinutes: 0 }\n')).toHaveLength(1)
  expect(wrong('schedule: { missedAfterMinutes: 100000 }\n')).toHaveLength(1)
})
