import { expect, test } from 'vitest'
import { createPermissions, type Directory } from '../../src/access/permissions.ts'
import type { AccessPolicy } from '../../src/access/policy.ts'

const WHERE = { service: 'payments', environment: 'production' }
const GROUP = 'slack:@sre'
const MEMBERS = Array.from({ length: 40 }, (_, index) => `slack:U${index}`)
const NOW = new Date('2026-03-02T09:00:00Z')
const policy: AccessPolicy = {
  roles: [
    { name: 'sre', may: ['read'] },
    { name: 'lead', may: ['read'] },
  ],
  members: [
    { who: { kind: 'group', group: GROUP }, roles: ['sre'] },
    { who: { kind: 'user', user: 'slack:U0' }, roles: ['lead'] },
  ],
}

function permissionsOf(directory: Directory) {
  return createPermissions({
    policy,
    directories: Promise.resolve(new Map([['slack', directory]])),
    effectOf: () => 'change',
    clock: { now: () => NOW } as never,
    personName: async () => undefined,
  })
}

const askedOneByOne = async (): Promise<never> => {
  throw new Error('asked about one person')
}

test('those of a group are known by their group, and nobody is asked about one by one', async () => {
  const { votes, others } = await permissionsOf({
    groups: { groupsOf: askedOneByOne },
    standings: askedOneByOne,
    groupMembers: async () => ({ kind: 'known', value: MEMBERS, asOf: NOW }),
  }).approvers(
    [
      { count: 2, roles: ['sre'] },
      { count: 1, roles: ['lead'] },
    ],
    WHERE,
  )
  expect(votes.map(({ user }) => user)).toEqual(MEMBERS)
  expect(votes[0]?.roles).toEqual(['sre', 'lead'])
  expect(others).toEqual([])
})

test('a group that the platform does not list is known by its name', async () => {
  const { people, others } = await permissionsOf({
    groupMembers: async () => ({ kind: 'unknown', why: 'timeout' }),
  }).approvers([{ count: 1, roles: ['sre'] }], WHERE)
  expect(people).toEqual([])
  expect(others).toHaveLength(1)
})
