import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allowedIntents, decideAccess, rolesOf } from '../../src/access/decide-access.ts'
import { type AccessPolicy, type AccessRequest, BUILT_IN_ROLES, type Person } from '../../src/access/policy.ts'
import { whoMay } from '../../src/access/who-may.ts'

const policy: AccessPolicy = {
  roles: [
    ...BUILT_IN_ROLES,
    { name: 'staging-deployer', may: ['read', 'change'], environments: ['staging'] },
    { name: 'mail-team', may: ['deploy.*', 'build.start'], services: ['billionmail'] },
  ],
  members: [
    { who: { kind: 'everyone' }, roles: ['viewer'] },
    { who: { kind: 'user', user: 'slack:UANA' }, name: 'Ana', roles: ['owner'] },
    { who: { kind: 'group', group: 'slack:SDEV' }, name: 'the developers', roles: ['staging-deployer'] },
    { who: { kind: 'user', user: 'slack:UMEL' }, roles: ['mail-team'] },
    { who: { kind: 'user', user: 'slack:UDEE' }, roles: ['deployer'] },
  ],
}

const person = (user: string, ...groups: string[]): Person => ({ user, groups, standing: 'member' })
const ana = person('slack:UANA')
const dev = person('slack:UDEV', 'slack:SDEV')
const stranger = person('slack:UXXX')

const deploy = (environment?: string, service: string | undefined = 'billionmail'): AccessRequest => ({
  intent: 'deploy.start',
  effect: 'change',
  service,
  environment,
})
const decide = (who: Person, request: AccessRequest) => decideAccess(who, request, policy)

test('everyone may look, and what a role permits is named with the entry that gave it', () => {
  expect(decide(stranger, { intent: 'deploy.status', effect: 'read' })).toEqual({
    kind: 'allowed',
    rule: 'role viewer, given to everyone',
  })
  expect(decide(dev, deploy('staging'))).toEqual({
    kind: 'allowed',
    rule: 'role staging-deployer, given to the developers',
  })
})

test('who lacks the role is told which rule refused and whom to ask', () => {
  expect(decide(stranger, deploy('production'))).toEqual({
    kind: 'refused',
    rule: 'your role viewer does not let you deploy',
    sentence:
      'You may not deploy billionmail in production: your role viewer does not let you deploy. ' +
      'Those who may: Ana, somebody (slack:UMEL) and somebody (slack:UDEE).',
  })
})

test('who has the right elsewhere is told how far it reaches', () => {
  expect(decide(dev, deploy('production'))).toMatchObject({
    kind: 'refused',
    rule: 'role staging-deployer reaches only environment staging',
  })
  expect(decide(person('slack:UMEL'), deploy('staging', 'payments'))).toMatchObject({
    kind: 'refused',
    rule: 'role mail-team reaches only service billionmail',
  })
})

test('groups that could not be looked up give nothing, and the refusal says so', () => {
  const decision = decide({ user: 'slack:UDEV', groups: 'unknown', standing: 'member' }, deploy('staging'))
  expect(decision).toMatchObject({ kind: 'refused' })
  expect(decision).toHaveProperty('sentence', expect.stringContaining('could not find out which groups you are in'))
})

test('a group of one platform is not that of another, and a user id is not a group id', () => {
  expect(decide(person('discord:1', 'discord:SDEV', 'SDEV'), deploy('staging')).kind).toBe('refused')
  expect(decide(person('slack:SDEV'), deploy('staging')).kind).toBe('refused')
})

test('a deployer can take back what they shipped, stop and restart what runs, but nothing else that is dangerous', () => {
  const dee = person('slack:UDEE')
  const danger = (intent: string): AccessRequest => ({ intent, effect: 'danger', service: 'billionmail' })
  expect(decide(dee, danger('rollback.start')).kind).toBe('allowed')
  expect(decide(dee, danger('task.cancel')).kind).toBe('allowed')
  expect(decide(dee, danger('service.restart')).kind).toBe('allowed')
  expect(decide(dee, danger('bot.delete')).kind).toBe('refused')
  expect(decide(ana, danger('bot.delete')).kind).toBe('allowed')
})

test('a family of intents ends at its dot', () => {
  const mel = person('slack:UMEL')
  const change = (intent: string): AccessRequest => ({ intent, effect: 'change', service: 'billionmail' })
  expect(decide(mel, change('deploy.promote')).kind).toBe('allowed')
  expect(decide(mel, change('deployment.start')).kind).toBe('refused')
  expect(decide(mel, change('build.cancel')).kind).toBe('refused')
})

test('what is still to be asked for cannot refuse yet; once it is known, it does', () => {
  expect(decide(dev, { ...deploy(), missing: ['environment'] }).kind).toBe('allowed')
  expect(decide(dev, deploy('production')).kind).toBe('refused')
  const mel = person('slack:UMEL')
  expect(
    decide(mel, { intent: 'deploy.start', effect: 'change', environment: 'staging', missing: ['service'] }).kind,
  ).toBe('allowed')
  expect(decide(mel, { intent: 'deploy.start', effect: 'change', environment: 'staging' }).kind).toBe('refused')
})

test('a build touches no environment, so a limit to one does not refuse it; a change of the whole bot is refused', () => {
  expect(decide(dev, { intent: 'build.start', effect: 'change', service: 'billionmail' }).kind).toBe('allowed')
  expect(decide(dev, { intent: 'bot.create', effect: 'change' }).kind).toBe('refused')
  expect(decide(ana, { intent: 'bot.create', effect: 'change' }).kind).toBe('allowed')
})

test('asking about access and answering the bot needs no role', () => {
  const nobody: AccessPolicy = { roles: [], members: [] }
  for (const intent of ['access.show', 'help.show', 'chat.greet', 'confirm.no']) {
    expect(decideAccess(stranger, { intent, effect: 'read' }, nobody).kind).toBe('allowed')
  }
  expect(decideAccess(stranger, { intent: 'deploy.status', effect: 'read' }, nobody)).toMatchObject({
    rule: 'you have no role here',
    sentence: expect.stringContaining('Nobody may'),
  })
})

test('a member whose role does not exist has no right from it', () => {
  const typo: AccessPolicy = { roles: BUILT_IN_ROLES, members: [{ who: { kind: 'everyone' }, roles: ['ownr'] }] }
  expect(decideAccess(stranger, deploy('staging'), typo).kind).toBe('refused')
})

test('an empty list of services reaches none, and does not read as "all"', () => {
  const none: AccessPolicy = {
    roles: [{ name: 'none', may: ['change'], services: [] }],
    members: [{ who: { kind: 'everyone' }, roles: ['none'] }],
  }
  expect(decideAccess(stranger, deploy('staging'), none)).toMatchObject({ rule: 'role none reaches no service' })
})

test('help lists what a person may do somewhere, and nothing else', () => {
  const intents = [
    { intent: 'help.show', effect: 'read' },
    { intent: 'deploy.status', effect: 'read' },
    { intent: 'deploy.start', effect: 'change' },
    { intent: 'service.restart', effect: 'danger' },
  ] as const
  const listed = (who: Person) => allowedIntents(who, policy, intents).map(({ intent }) => intent)
  expect(listed(stranger)).toEqual(['help.show', 'deploy.status'])
  expect(listed(dev)).toEqual(['help.show', 'deploy.status', 'deploy.start'])
  expect(listed(ana)).toEqual(['help.show', 'deploy.status', 'deploy.start', 'service.restart'])
})

test('roles are named once, in the order of the policy', () => {
  expect(rolesOf(dev, policy)).toEqual(['viewer', 'staging-deployer'])
  expect(rolesOf({ user: 'slack:UDEV', groups: 'unknown', standing: 'member' }, policy)).toEqual(['viewer'])
})

test('whoever is allowed is among those who may, and nobody else', () => {
  const anyone = fc.record({
    user: fc.constantFrom('slack:UANA', 'slack:UMEL', 'slack:UDEE', 'slack:UXXX'),
    groups: fc.oneof(fc.constant('unknown' as const), fc.subarray(['slack:SDEV', 'discord:role:1'])),
    standing: fc.constantFrom('member', 'guest', 'stranger', 'unknown'),
  })
  const anything = fc.record({
    intent: fc.constantFrom('deploy.start', 'build.start', 'rollback.start', 'deploy.status', 'service.restart'),
    effect: fc.constantFrom('read', 'change', 'danger'),
    service: fc.constantFrom(undefined, 'billionmail', 'payments'),
    environment: fc.constantFrom(undefined, 'staging', 'production'),
  }) satisfies fc.Arbitrary<AccessRequest>
  fc.assert(
    fc.property(anyone, anything, (who, request) => {
      const { everyone, members } = whoMay(request, policy)
      const named = members.some(({ who: grantee }) =>
        grantee.kind === 'user'
          ? grantee.user === who.user
          : grantee.kind === 'group' && who.groups !== 'unknown' && who.groups.includes(grantee.group),
      )
      expect(decide(who, request).kind === 'allowed').toBe((everyone && who.standing === 'member') || named)
    }),
  )
})

describe('people who do not belong here', () => {
  const looking: AccessRequest = { intent: 'deploy.status', effect: 'read' }
  const of = (standing: Person['standing'], user = 'slack:UXXX'): Person => ({ user, groups: [], standing })

  test.each(['guest', 'stranger', 'unknown'] as const)('a %s is not everyone, and hears no names', (standing) => {
    const decision = decide(of(standing), looking)
    expect(decision.kind).toBe('refused')
    expect(decision).toHaveProperty('sentence', expect.not.stringMatching(/Ana|UMEL|Everyone may/))
  })

  test('what is not known may be known later, and a refusal says so', () => {
    expect(decide(of('unknown'), looking)).toMatchObject({ kind: 'refused', inDoubt: true })
    expect(decide(of('stranger'), looking)).not.toHaveProperty('inDoubt')
  })

  test.each(['guest', 'stranger', 'unknown'] as const)('a %s may what is given to them by name', (standing) => {
    expect(decide(of(standing, 'slack:UANA'), deploy('production')).kind).toBe('allowed')
  })

  test('guests and strangers are given roles apart from everyone', () => {
    const given = (kind: 'guests' | 'strangers', standing: Person['standing']) =>
      decideAccess(of(standing), looking, { roles: BUILT_IN_ROLES, members: [{ who: { kind }, roles: ['viewer'] }] })
        .kind
    expect(given('guests', 'guest')).toBe('allowed')
    expect(given('strangers', 'stranger')).toBe('allowed')
    expect(given('guests', 'stranger')).toBe('refused')
    expect(given('strangers', 'guest')).toBe('refused')
    expect(given('strangers', 'member')).toBe('refused')
    expect(given('guests', 'unknown')).toBe('refused')
  })
})
