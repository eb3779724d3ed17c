import { expect, test } from 'vitest'
import { type AccessPolicy, BUILT_IN_ROLES, type Grantee } from '../../src/access/policy.ts'
import { wideGrants } from '../../src/access/too-wide.ts'

const ROLES = [...BUILT_IN_ROLES, { name: 'stager', may: ['read', 'change'], environments: ['staging'] }]
const severityOf = (kind: 'everyone' | 'guests' | 'strangers', role: string) =>
  wideGrants({ roles: ROLES, members: [{ who: { kind }, roles: [role] }] })[0]?.severity

test.each([
  ['everyone', 'viewer', undefined],
  ['everyone', 'stager', 'questionable'],
  ['everyone', 'deployer', 'unsafe'],
  ['everyone', 'owner', 'unsafe'],
  ['guests', 'viewer', 'questionable'],
  ['guests', 'stager', 'unsafe'],
  ['strangers', 'viewer', 'questionable'],
  ['strangers', 'owner', 'unsafe'],
] as const)('%s: [%s] is %s', (who, role, severity) => {
  expect(severityOf(who, role)).toBe(severity)
})

test('what people or groups are given by name is theirs', () => {
  const named: readonly Grantee[] = [
    { kind: 'user', user: 'slack:U1' },
    { kind: 'group', group: 'slack:S1' },
  ]
  const policy: AccessPolicy = { roles: ROLES, members: named.map((who) => ({ who, roles: ['owner'] })) }
  expect(wideGrants(policy)).toEqual([])
})
