import { expect, test } from 'vitest'
import { problemsOf, read } from './write-config.ts'

const ACCESS = `access:
  roles: { sre: { may: [read] } }
  members: [{ user: 'slack:U1', roles: [sre] }]
`

test('a rule for approvals has its times in minutes and its hours apart', () => {
  const { approvals, people } = read(`${ACCESS}approvals:
  - { name: at night, environments: [production], roles: [sre], count: 2, expires: 2d, when: { hours: '22:00-06:00', zone: Europe/Berlin } }
  - {}
people: [{ name: Ben, ids: ['slack:U1', 'discord:2'] }]
`)
  expect(approvals).toEqual([
    {
      name: 'at night',
      environments: ['production'],
      roles: ['sre'],
      count: 2,
      actions: ['deploy'],
      expiresMinutes: 2880,
      when: { from: '22:00', to: '06:00', zone: 'Europe/Berlin' },
    },
    { roles: [], count: 1, actions: ['deploy'], expiresMinutes: 1440 },
  ])
  expect(people).toEqual([{ name: 'Ben', ids: ['slack:U1', 'discord:2'] }])
})

test.each([
  ['{ roles: [srre] }', "approvals.0.roles.0: 'srre' is not a role. Did you mean 'sre'?"],
  ['{ environments: [prodution] }', "approvals.0.environments.0: 'prodution' is not the id of an environment."],
  ['{ services: [paymnts] }', "approvals.0.services.0: 'paymnts' is not the id of a service"],
  ['{ count: 0 }', 'approvals.0.count: '],
  ['{ expires: soon }', 'approvals.0.expires: must be a time such as 30m, 8h or 2d'],
  ['{ expires: 90d }', 'approvals.0.expires: must be 30 days at most'],
  ["{ when: { hours: '9-5', zone: UTC } }", 'approvals.0.when.hours: must be hours such as 18:00-08:00'],
  ['{ when: { zone: Mars/Olympus } }', 'approvals.0.when.zone: must be the name of a time zone'],
  ['{ when: { weekdays: [funday], zone: UTC } }', 'approvals.0.when.weekdays.0: '],
  ['{ risk: [high] }', 'approvals.0.risk.0: '],
  ['{ touches: [] }', 'approvals.0.touches: '],
  ['{ approvers: [slack:U9] }', 'approvals.0.approvers: unknown key'],
])('the rule %s is refused with a sentence', (rule, sentence) => {
  const problems = problemsOf(`${ACCESS}approvals: [${rule}]\n`)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(sentence)
})

test('an account of two people, an approver of no platform and a person with one account are refused', () => {
  const problems = problemsOf(`people:
  - { ids: ['slack:U1', 'discord:2'] }
  - { ids: ['slack:U3', 'discord:2'] }
  - { ids: ['ben', 'slack:U4'] }
  - { ids: ['slack:U5'] }
`)
  expect(problems).toEqual([
    expect.stringContaining("people.1.ids.1: 'discord:2' already belongs to people.0"),
    expect.stringContaining('people.2.ids.0: must begin with the platform'),
    expect.stringContaining('people.3.ids: '),
  ])
})
