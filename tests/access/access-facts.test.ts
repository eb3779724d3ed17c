import { expect, test } from 'vitest'
import { accessFacts } from '../../src/access/access-facts.ts'
import { type AccessPolicy, BUILT_IN_ROLES } from '../../src/access/policy.ts'

const now = new Date('2026-03-01T10:00:40Z')
const policy: AccessPolicy = {
  roles: BUILT_IN_ROLES,
  members: [
    { who: { kind: 'group', group: 'slack:SDEV' }, roles: ['deployer'] },
    { who: { kind: 'user', user: 'slack:UANA' }, roles: ['owner'] },
  ],
}
const asked = {
  intents: [
    { intent: 'deploy.status', effect: 'read' },
    { intent: 'deploy.start', effect: 'change' },
    { intent: 'service.restart', effect: 'danger' },
  ],
  about: [{ intent: 'service.restart', effect: 'danger' }],
} as const

test('a person learns what they may change, from which entry, who else may, and how old that knowledge is', () => {
  const known = { kind: 'known', groups: ['slack:SDEV'], asOf: new Date('2026-03-01T10:00:00Z') } as const
  const facts = accessFacts({ user: 'slack:U1', groups: known.groups }, known, policy, asked, now)
  expect(facts).toMatchObject({
    roles: ['deployer'],
    grants: ['role deployer, given to group slack:SDEV'],
    mayChange: ['deploy.start'],
    groupsNote: 'Group membership as of 40 seconds ago.',
  })
  expect(facts.holders.map(({ holders }) => holders.members)).toEqual([[policy.members[1]]])
})

test('groups that are not known are said to be left out', () => {
  const unknown = { kind: 'unknown', sentence: 'Slack does not answer.' } as const
  const facts = accessFacts({ user: 'slack:U1', groups: 'unknown' }, unknown, policy, asked, now)
  expect(facts.roles).toEqual([])
  expect(facts.groupsNote).toBe('Slack does not answer. Roles from groups are left out until they are.')
})

test('where no role comes from a group, nothing is said of groups', () => {
  const users = { ...policy, members: policy.members.slice(1) }
  expect(accessFacts({ user: 'slack:UANA', groups: [] }, undefined, users, asked, now).groupsNote).toBeUndefined()
})
