import { expect, test } from 'vitest'
import { decideAccess } from '../../src/access/decide-access.ts'
import { deployGap, policyFrom, TERMINAL_USER } from '../../src/access/default-policy.ts'
import type { AccessRequest } from '../../src/access/policy.ts'

const rollback: AccessRequest = {
  intent: 'rollback.start',
  effect: 'danger',
  service: 'billionmail',
  environment: 'production',
}
const looking: AccessRequest = { intent: 'deploy.status', effect: 'read' }
const unset = { roles: [], members: undefined }
const may = (user: string, request: AccessRequest, policy: ReturnType<typeof policyFrom>) =>
  decideAccess({ user, groups: [], standing: 'member' }, request, policy).kind

test('without a chat platform the person at the terminal owns the bot', () => {
  const policy = policyFrom(unset, false)
  expect(may(TERMINAL_USER, rollback, policy)).toBe('allowed')
  expect(may('slack:U1', looking, policy)).toBe('refused')
  expect(deployGap(policy)).toBeUndefined()
})

test('with a chat platform and no members everyone looks, nobody changes anything, and the gap is told with its cure', () => {
  const policy = policyFrom(unset, true)
  expect(may('slack:U1', looking, policy)).toBe('allowed')
  expect(may('slack:U1', rollback, policy)).toBe('refused')
  expect(may(TERMINAL_USER, rollback, policy)).toBe('refused')
  expect(deployGap(policy)).toContain('members: [{ user:')
})

test('members that are set replace the default: nobody looks who was not given a role', () => {
  const policy = policyFrom(
    { roles: [], members: [{ who: { kind: 'user', user: 'slack:U1' }, roles: ['owner'] }] },
    true,
  )
  expect(may('slack:U1', rollback, policy)).toBe('allowed')
  expect(may('slack:U2', looking, policy)).toBe('refused')
})

test('the settings may give the terminal less than everything', () => {
  const members = [{ who: { kind: 'user' as const, user: TERMINAL_USER }, roles: ['viewer'] }]
  expect(may(TERMINAL_USER, rollback, policyFrom({ roles: [], members }, false))).toBe('refused')
})

test('an empty list of members lets nobody in, and the gap is told', () => {
  const policy = policyFrom({ roles: [], members: [] }, true)
  expect(may('slack:U1', looking, policy)).toBe('refused')
  expect(deployGap(policy)).toContain('Nobody may deploy')
})
