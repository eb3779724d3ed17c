import { beforeEach, describe, expect, test } from 'vitest'
import { userIdOf as discordUser } from '../../adapters/chat/discord/ids.ts'
import { userId } from '../../adapters/chat/slack/addresses.ts'
import { createHandClock, type HandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { TERMINAL_USER } from '../../src/access/default-policy.ts'
import { createPermissions, type Permissions } from '../../src/access/permissions.ts'
import { type AccessPolicy, BUILT_IN_ROLES } from '../../src/access/policy.ts'
import { tokenOfUser, userOfToken } from '../../src/domain/api-token.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { apiTokens } from '../../src/domain/projections.ts'
import type { Store } from '../../src/ports/event-store.ts'
import type { TokenDesk } from '../../src/ports/token-desk.ts'
import { nameOf } from '../../src/queries/names.ts'
import { tokenDesk, tokenPresented } from '../../src/tokens/api-tokens.ts'
import { personalTokens } from '../../src/tokens/personal-tokens.ts'
import { openMemoryStore } from '../support/memory-store.ts'

const HOUR_MS = 3_600_000
const policy: AccessPolicy = {
  roles: [...BUILT_IN_ROLES, { name: 'shipper', may: ['deploy.*'], services: ['payments', 'search'] }],
  members: [{ who: { kind: 'everyone' }, roles: ['owner'] }],
}

let store: Store<ShipmateEvent>
let clock: HandClock
let desk: TokenDesk
let permissions: Permissions

beforeEach(async () => {
  store = await openMemoryStore()
  clock = createHandClock(new Date('2026-11-30T10:00:00Z'))
  desk = tokenDesk(
    { store, clock },
    policy.roles.map(({ name }) => name),
    'terminal:you',
  )
  permissions = createPermissions({
    policy,
    directories: Promise.resolve(new Map()),
    effectOf: () => 'change',
    clock,
    personName: async () => undefined,
    tokenOf: async (user) => store.get(apiTokens, tokenOfUser(user) ?? ''),
  })
})

const presented = (secret: string) => tokenPresented({ store, clock }, secret)
const pass = (ms: number): void => clock.moveTo(new Date(clock.now().getTime() + ms))

async function may(token: string, intent: string, service: string, environment: string): Promise<boolean> {
  const asker = { user: userOfToken(token), groups: [] }
  const decision = await permissions.decide(asker, { intent, effect: 'change', service, environment })
  return decision.kind === 'allowed'
}

test('a token opens what it was created for, and its secret is kept nowhere', async () => {
  const { token, secret } = await desk.create({ name: 'ci', scope: { roles: ['viewer'] } })
  expect(await presented(secret)).toMatchObject({ token: token.token, name: 'ci' })
  const log = JSON.stringify(await store.readAll(0, 100))
  expect(log).toContain(token.hash)
  expect(log).not.toContain(secret.split('_').slice(2).join('_'))
})

test.each([
  ['nothing', () => ''],
  ['another secret', (secret: string) => `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`],
  ['another id', (secret: string) => secret.replace(/_[0-9a-f]{12}_/, '_000000000000_')],
  ['more than a token', (secret: string) => `${secret}A`],
  ['a name of every object', () => `shipmate_constructor_${'A'.repeat(43)}`],
])('%s opens nothing', async (_, changed) => {
  const { secret } = await desk.create({ name: 'ci', scope: { roles: ['owner'] } })
  expect(await presented(changed(secret))).toBeUndefined()
})

test('a token ends when it expires or is revoked, for what it has begun too', async () => {
  const short = await desk.create({ name: 'short', scope: { roles: ['owner'] }, expiresAt: '2026-11-30T11:00:00Z' })
  const long = await desk.create({ name: 'long', scope: { roles: ['owner'] } })
  expect(await may(short.token.token, 'deploy.start', 'payments', 'staging')).toBe(true)
  pass(HOUR_MS)
  expect(await presented(short.secret)).toBeUndefined()
  expect(await may(short.token.token, 'deploy.start', 'payments', 'staging')).toBe(false)
  expect(await may(long.token.token, 'deploy.start', 'payments', 'staging')).toBe(true)
  await desk.revoke('long')
  expect(await presented(long.secret)).toBeUndefined()
  expect(await may(long.token.token, 'deploy.start', 'payments', 'staging')).toBe(false)
})

test('its use is noted once an hour, and not after its end', async () => {
  const { token, secret } = await desk.create({ name: 'ci', scope: { roles: ['viewer'] } })
  await presented(secret)
  pass(HOUR_MS / 2)
  await presented(secret)
  expect((await desk.list())[0]?.usedAt).toBe('2026-11-30T10:00:00.000Z')
  pass(HOUR_MS / 2)
  await presented(secret)
  expect((await desk.list())[0]?.usedAt).toBe('2026-11-30T11:00:00.000Z')
  const used = (await store.readStream(`token-${token.token}`)).filter(({ body }) => body.type === 'token.used')
  expect(used).toHaveLength(2)
})

describe('its rights', () => {
  test('are its roles within its scope, and nothing that everybody has', async () => {
    const { token } = await desk.create({
      name: 'ci',
      scope: { roles: ['shipper'], services: ['payments', 'billing'], environments: ['staging'] },
    })
    expect(await may(token.token, 'deploy.start', 'payments', 'staging')).toBe(true)
    expect(await may(token.token, 'deploy.start', 'payments', 'production')).toBe(false)
    expect(await may(token.token, 'deploy.start', 'search', 'staging')).toBe(false)
    expect(await may(token.token, 'deploy.start', 'billing', 'staging')).toBe(false)
    expect(await may(token.token, 'rollback.start', 'payments', 'staging')).toBe(false)
  })

  test('never count as an approval: that takes a person', async () => {
    const { token } = await desk.create({ name: 'ci', scope: { roles: ['owner'] } })
    const standing = await permissions.approvalStanding({ user: userOfToken(token.token), groups: [] }, {})
    expect(standing).toMatchObject({ roles: [], hasRight: false, mayBreakGlass: false })
  })

  test('of a user that only looks like a token are none', async () => {
    expect(await may('0123456789ab', 'deploy.start', 'payments', 'staging')).toBe(false)
    expect(await may('', 'deploy.start', 'payments', 'staging')).toBe(false)
  })
})

test('a role that is not there, a name that is taken and a token that is not there are refused with a sentence', async () => {
  await expect(desk.create({ name: 'ci', scope: { roles: ['viewr'] } })).rejects.toMatchObject({
    userMessage: 'There is no role viewr. Roles: viewer, deployer, owner, shipper.',
  })
  await desk.create({ name: 'ci', scope: { roles: ['viewer'] } })
  await expect(desk.create({ name: 'ci', scope: { roles: ['viewer'] } })).rejects.toMatchObject({
    userMessage: expect.stringContaining('There is a token ci already.'),
  })
  await desk.revoke('ci')
  await expect(desk.revoke('ci')).rejects.toMatchObject({
    userMessage: expect.stringContaining('There is no valid token ci.'),
  })
  expect(await desk.create({ name: 'ci', scope: { roles: ['viewer'] } })).toMatchObject({ token: { name: 'ci' } })
})

describe('a token of one’s own', () => {
  const ANA = 'slack:U1'
  const people: AccessPolicy = {
    roles: policy.roles,
    members: [
      { who: { kind: 'user', user: ANA }, roles: ['shipper', 'viewer'] },
      { who: { kind: 'user', user: 'slack:U9' }, roles: ['owner'] },
    ],
  }
  const theirs = () =>
    createPermissions({
      ...{ policy: people, directories: Promise.resolve(new Map()), effectOf: () => 'change', clock },
      personName: async () => undefined,
      tokenOf: async (user) => store.get(apiTokens, tokenOfUser(user) ?? ''),
      people: async () => (await store.list(apiTokens)).map(({ token }) => ({ ids: [ANA, userOfToken(token)] })),
    })
  const own = () =>
    personalTokens(
      { store, clock },
      people.roles.map(({ name }) => name),
      async (user) => user === 'slack:U9',
    )
  const wish = { name: 'laptop', roles: [], approve: false }

  test('may what its person may, within its scope, and no more when they may less', async () => {
    const { token } = await own().create(ANA, { ...wish, services: ['payments'] })
    const asker = { user: userOfToken(token.token), groups: [] }
    const decide = async (service: string, intent = 'deploy.start') =>
      (await theirs().decide(asker, { intent, effect: 'change', service, environment: 'staging' })).kind
    expect(await decide('payments')).toBe('allowed')
    expect(await decide('search')).toBe('refused')
    expect(await decide('payments', 'rollback.start')).toBe('refused')
    expect(token.expiresAt).toBe('2027-02-28T10:00:00.000Z')
    const { token: looks } = await own().create(ANA, { ...wish, name: 'looks', roles: ['viewer'] })
    const asks = { intent: 'deploy.start', effect: 'change' as const, service: 'payments', environment: 'staging' }
    expect((await theirs().decide({ user: userOfToken(looks.token), groups: [] }, asks)).kind).toBe('refused')
    // A role that its person does not have is no use to it.
    const { token: owns } = await own().create(ANA, { ...wish, name: 'owns', roles: ['owner'] })
    expect((await theirs().decide({ user: userOfToken(owns.token), groups: [] }, asks)).kind).toBe('refused')
  })

  test('approves as its person only where they said so, and never beside them', async () => {
    const where = { service: 'payments', environment: 'staging' }
    const standing = async (approve: boolean) => {
      const { token } = await own().create('slack:U9', { ...wish, name: `approve ${approve}`, approve })
      return createPermissions({
        ...{ policy: people, directories: Promise.resolve(new Map()), effectOf: () => 'change', clock },
        personName: async () => undefined,
        tokenOf: async (user) => store.get(apiTokens, tokenOfUser(user) ?? ''),
      }).approvalStanding({ user: userOfToken(token.token), groups: [] }, where)
    }
    expect(await standing(false)).toMatchObject({ hasRight: false, roles: [], mayBreakGlass: false })
    expect(await standing(true)).toMatchObject({ hasRight: true, person: 'slack:U9' })
  })

  test('is seen and revoked by its person and by owners, and by nobody else', async () => {
    const { token, secret } = await own().create(ANA, wish)
    expect(await own().list('slack:U2')).toEqual([])
    await expect(own().revoke('slack:U2', token.token)).rejects.toThrow('yours to revoke')
    expect((await own().list('slack:U9')).map(({ name }) => name)).toEqual(['laptop'])
    await own().revoke(ANA, 'laptop')
    expect(await presented(secret)).toBeUndefined()
  })

  test('ends within a year', async () => {
    await expect(own().create(ANA, { ...wish, expiresAt: '2028-01-01T00:00:00Z' })).rejects.toThrow('365 days')
    await expect(own().create(ANA, { ...wish, expiresAt: '2026-01-01T00:00:00Z' })).rejects.toThrow('365 days')
  })
})

test.each([
  userId('U024BE7LH'),
  'slack:T2.U024BE7LH',
  discordUser('80351110224678912'),
  TERMINAL_USER,
  'web:ana@example.com',
])('%s holds a token: a platform names people so', async (holder) => {
  const { token } = await desk.create({ name: 'ci', scope: { roles: ['viewer'] }, holder })
  expect(token.holder).toBe(holder)
})

test.each([
  'slack:T024BE7LH:U024BE7LH',
  'slack:T1/U1',
  'slack:T2.C024BE7LH',
  'slack:t2.U024BE7LH',
  'slack:C024BE7LH',
  'slack:ana',
  'discord:ana',
  'web:',
  'ana',
  'irc:ana',
])('%s holds none: nobody is called so, and four eyes would look for nobody', async (holder) => {
  await expect(desk.create({ name: 'ci', scope: { roles: ['viewer'] }, holder })).rejects.toThrow('slack:U024BE7LH')
})

test('a token has no token as its holder', async () => {
  const { token } = await desk.create({ name: 'ci', scope: { roles: ['viewer'] } })
  const holder = userOfToken(token.token)
  await expect(desk.create({ name: 'b', scope: { roles: ['viewer'] }, holder })).rejects.toThrow('A holder is a person')
})

describe('names of tokens', () => {
  test('a token that is named like the id of another does not take its place where that is revoked', async () => {
    const { token: stolen, secret } = await desk.create({ name: 'ci', scope: { roles: ['viewer'] } })
    await expect(desk.create({ name: stolen.token, scope: { roles: [] } })).rejects.toThrow(/look like the id/)
    expect(await desk.revoke(stolen.token)).toMatchObject({ name: 'ci' })
    expect(await presented(secret)).toBeUndefined()
  })

  test('a person’s token is called one wherever it acts, so that it passes for no colleague', async () => {
    const own = personalTokens({ store, clock }, ['owner'], async () => false)
    const { token } = await own.create('slack:UMALLORY', { name: 'Ana Owner', roles: [], approve: true })
    expect(await nameOf(store, userOfToken(token.token))).toBe('token Ana Owner')
  })
})
