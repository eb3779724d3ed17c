import { expect, test } from 'vitest'
import { accessFacts } from '../../src/access/access-facts.ts'
import { type AccessPolicy, BUILT_IN_ROLES } from '../../src/access/policy.ts'
import { en } from '../../src/texts/en/texts.ts'

const now = new Date('2026-03-01T10:00:40Z')
const policy: AccessPolicy = {
  roles: BUILT_IN_ROLES,
  members: [
    { who: { kind: 'group', group: 'slack:SDEV' }, roles: ['deployer'] },
    { who: { kind: 'user', user: 'slack:UANA' }, roles: ['owner'] },
  ],
}

test('a person learns their roles, from which entry each comes, and how old that knowledge is', () => {
  const known = { kind: 'known', groups: ['slack:SDEV'], asOf: new Date('2026-03-01T10:00:00Z') } as const
  expect(accessFacts({ user: 'slack:U1', groups: known.groups, standing: 'member' }, known, policy, now, en)).toEqual({
    grants: ['role deployer, given to a group (slack:SDEV)'],
    groupsNote: 'Group membership as of 40 seconds ago.',
  })
})

test('groups that are not known are said to be left out', () => {
  const unknown = { kind: 'unknown', why: 'Slack does not answer' } as const
  const facts = accessFacts({ user: 'slack:U1', groups: 'unknown', standing: 'member' }, unknown, policy, now, en)
  expect(facts.grants).toEqual([])
  expect(facts.groupsNote).toBe(
    'Your groups are not known: Slack does not answer. Roles from groups are left out until they are.',
  )
})

test('where no role comes from a group, nothing is said of groups', () => {
  const users = { ...policy, members: policy.members.slice(1) }
  expect(
    accessFacts({ user: 'slack:UANA', groups: [], standing: 'member' }, undefined, users, now, en).groupsNote,
  ).toBeUndefined()
})
