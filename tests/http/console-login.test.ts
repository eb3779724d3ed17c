import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ApiBehind } from '../../adapters/http/api/behind.ts'
import { serveApi } from '../../adapters/http/api/serve-api.ts'
import { createDoor } from '../../adapters/http/door.ts'
import { createHandClock, type HandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { principalBy } from '../../src/app/wiring/principal-by.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { logins as loginsKept } from '../../src/domain/projections.ts'
import { consoleLogins } from '../../src/logins/console-logins.ts'
import type { Store } from '../../src/ports/event-store.ts'
import type { WebConversation } from '../../src/ports/web-conversation.ts'
import { tokenDesk } from '../../src/tokens/api-tokens.ts'
import { apiUnasked } from '../support/api-unasked.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { signIn } from '../support/sign-in.ts'

const MINUTE_MS = 60_000
const PUBLIC = 'https://shipmate.example.com'

let store: Store<ShipmateEvent>
let clock: HandClock
let opened: string[]
const servers: FastifyInstance[] = []
let base: string
let behindProxy: string

async function serve(url?: string): Promise<string> {
  const server = Fastify({ forceCloseConnections: true })
  await server.register(import('@fastify/rate-limit'), { global: false })
  const conversation: Pick<WebConversation, 'open' | 'ofOwner'> = {
    async open(owner) {
      opened.push(owner)
      return { id: '00000000-0000-4000-8000-000000000001', owner, openedAt: clock.now().toISOString() }
    },
    ofOwner: async () => ({ items: [] }),
  }
  const behind = (): ApiBehind => {
    const logins = consoleLogins({ store, clock })
    return {
      ...apiUnasked(),
      authenticate: principalBy({ store, clock, logins }),
      ...{ logins, clock, conversation: conversation as WebConversation },
    }
  }
  await serveApi(server, { version: '1.0.0', door: createDoor(server), behind, url, onFault: () => {} })
  servers.push(server)
  return server.listen({ host: '127.0.0.1', port: 0 })
}

beforeAll(async () => {
  base = await serve()
  behindProxy = await serve(PUBLIC)
})
afterAll(async () => {
  for (const server of servers) await server.close()
})
beforeEach(async () => {
  store = await openMemoryStore()
  clock = createHandClock(new Date('2026-11-30T10:00:00Z'))
  opened = []
})

const logins = () => consoleLogins({ store, clock })
const pass = (ms: number): void => clock.moveTo(new Date(clock.now().getTime() + ms))
const ana = () => signIn(base, { store, clock }, 'slack:U1')
const open = (headers: Record<string, string>, at = base): Promise<Response> =>
  fetch(`${at}/api/v1/sessions`, { method: 'POST', headers })
const me = (headers: Record<string, string>): Promise<Response> => fetch(`${base}/api/v1/me`, { headers })
const logIn = (code: string, headers: Record<string, string>, at = base): Promise<Response> =>
  fetch(`${at}/api/v1/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ code }),
  })
const without = <Key extends string>(headers: Record<Key, string>, key: NoInfer<Key>): Record<string, string> => {
  const { [key]: _, ...others } = headers
  return others
}

test('a link opens a session that acts as its person, until they sign out', async () => {
  const session = await ana()
  expect(await (await me({ cookie: session.cookie })).json()).toMatchObject({
    ...{ user: 'slack:U1', kind: 'person', by: 'login', expires_at: '2026-11-30T22:00:00.000Z' },
  })
  expect((await open({ ...session })).status).toBe(201)
  expect(opened).toEqual(['slack:U1'])
  const out = await fetch(`${base}/api/v1/logout`, { method: 'POST', headers: { ...session } })
  expect(out.status).toBe(204)
  expect(out.headers.getSetCookie().join()).toMatch(/^shipmate-\d+=;.*Expires=Thu, 01 Jan 1970/i)
  expect((await me({ cookie: session.cookie })).status).toBe(401)
})

test('who signs out everywhere has no session and no link left, and nobody else is signed out', async () => {
  const [here, there, ben] = [await ana(), await ana(), await signIn(base, { store, clock }, 'slack:U2')]
  const { code } = await logins().offer('slack:U1', 'chat')
  const out = await fetch(`${base}/api/v1/logout`, {
    method: 'POST',
    headers: { ...here, 'content-type': 'application/json' },
    body: JSON.stringify({ everywhere: true }),
  })
  expect(out.status).toBe(204)
  const shown = await Promise.all([here, there, ben].map(async ({ cookie }) => (await me({ cookie })).status))
  expect(shown).toEqual([401, 401, 200])
  expect((await logIn(code, { origin: base })).status).toBe(403)
})

test('neither code nor secrets are in the log or in an address', async () => {
  const { code } = await logins().offer('slack:U1', 'chat')
  const answer = await logIn(code, { origin: base })
  const { csrf } = (await answer.json()) as { csrf: string }
  const [set = ''] = answer.headers.getSetCookie()
  const log = JSON.stringify(await store.readAll(0, 100))
  for (const secret of [code, csrf, set.split(/[=;]/).at(1) ?? ''])
    expect(log).not.toContain(secret.replace(/^[a-z]+_[0-9a-f]{12}_/, ''))
  expect(set).toMatch(/HttpOnly/)
  expect(set).toMatch(/SameSite=Strict/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test('a link opens one session, even where it is used twice at once', async () => {
  const { code } = await logins().offer('slack:U1', 'chat')
  const answers = await Promise.all([logIn(code, { origin: base }), logIn(code, { origin: base })])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 403])
  expect((await logIn(code, { origin: base })).status).toBe(403)
})

test('a link lasts ten minutes, a session twelve hours', async () => {
  const { code } = await logins().offer('slack:U1', 'chat')
  const session = await ana()
  pass(10 * MINUTE_MS)
  expect((await logIn(code, { origin: base })).status).toBe(403)
  pass(12 * 60 * MINUTE_MS)
  expect((await me({ cookie: session.cookie })).status).toBe(401)
})

test('what is over is not kept, and what is not is', async () => {
  await logins().offer('slack:U1', 'chat')
  const session = await ana()
  pass(11 * MINUTE_MS)
  await logins().offer('slack:U2', 'chat')
  expect((await store.list(loginsKept)).map(({ user, kind }) => `${user} ${kind}`).toSorted()).toEqual([
    'slack:U1 open',
    'slack:U2 offered',
  ])
  expect((await me({ cookie: session.cookie })).status).toBe(200)
  pass(12 * 60 * MINUTE_MS)
  await logins().offer('slack:U2', 'chat')
  expect((await store.list(loginsKept)).map(({ kind }) => kind)).toEqual(['offered'])
})

describe('a request that the page of the console did not send does nothing', () => {
  test.each([
    ['from another site', { origin: 'https://evil.example' }],
    ['from another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['from the same name by https', { origin: 'https://127.0.0.1' }],
    ['from a sandboxed frame', { origin: 'null' }],
    ['with a secret that somebody guessed', { 'x-csrf-token': 'A'.repeat(22) }],
  ])('%s', async (_, changed) => {
    const answer = await open({ ...(await ana()), ...changed })
    expect(answer.status).toBe(403)
    expect(opened).toEqual([])
  })

  test('without origin, and without the secret of the page', async () => {
    const session = await ana()
    expect((await open(without(session, 'origin'))).status).toBe(403)
    expect((await open(without(session, 'x-csrf-token'))).status).toBe(403)
    expect((await open({ ...without(session, 'origin'), 'sec-fetch-site': 'same-origin' })).status).toBe(201)
    expect((await open({ ...without(session, 'origin'), 'sec-fetch-site': 'same-site' })).status).toBe(403)
  })

  test('with the secret of another person’s page', async () => {
    const [session, other] = [await ana(), await signIn(base, { store, clock }, 'slack:U2')]
    expect((await open({ ...session, 'x-csrf-token': other['x-csrf-token'] })).status).toBe(403)
  })

  test('a page elsewhere cannot even look, or sign somebody in', async () => {
    const { cookie } = await ana()
    expect((await me({ cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await me({ cookie, 'sec-fetch-site': 'same-site' })).status).toBe(403)
    const { code } = await logins().offer('slack:U3', 'chat')
    expect((await logIn(code, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await logIn(code, {})).status).toBe(403)
    expect((await logIn(code, { origin: base })).status).toBe(200)
  })

  test('a socket needs the origin and the secret, too', async () => {
    const { cookie, origin, 'x-csrf-token': csrf } = await ana()
    const upgrade = (more: Record<string, string>) =>
      servers[0]?.inject({
        ...{ method: 'GET', url: '/api/v1/me' },
        headers: { host: new URL(base).host, upgrade: 'websocket', cookie, ...more },
      })
    expect((await upgrade({ origin }))?.statusCode).toBe(403)
    expect((await upgrade({ 'sec-websocket-protocol': `shipmate.csrf.${csrf}` }))?.statusCode).toBe(403)
    expect((await upgrade({ origin, 'sec-websocket-protocol': `x, shipmate.csrf.${csrf}` }))?.statusCode).toBe(200)
  })
})

test('what a browser keeps is no token, and a token is no session', async () => {
  const { cookie, ...session } = await ana()
  const [name = '', secret = ''] = cookie.split('=')
  expect((await me({ authorization: `Bearer ${secret}` })).status).toBe(401)
  const desk = tokenDesk({ store, clock }, ['viewer'], 'terminal:you')
  const token = await desk.create({ name: 'ci', scope: { roles: ['viewer'] } })
  expect((await me({ cookie: `${name}=${token.secret}` })).status).toBe(401)
  expect(await (await me({ authorization: `Bearer ${token.secret}` })).json()).toMatchObject({
    kind: 'token',
    by: 'token',
  })
  // A token that is shown on purpose counts alone, whatever the browser adds.
  expect((await open({ ...session, cookie, authorization: 'Bearer shipmate_a' })).status).toBe(401)
})

test('off this machine the cookie goes by https alone, to the address that is configured', async () => {
  const { code } = await logins().offer('slack:U1', 'chat')
  const named = { host: 'shipmate.example.com' }
  const post = (headers: Record<string, string>, server = servers[1]) =>
    server?.inject({ method: 'POST', url: '/api/v1/login', headers: { ...named, ...headers }, payload: { code } })
  expect((await post({ origin: 'http://shipmate.example.com' }))?.statusCode).toBe(403)
  expect((await post({ origin: 'http://shipmate.example.com' }, servers[0]))?.statusCode).toBe(403)
  const answer = await post({ origin: PUBLIC })
  expect(answer?.headers['set-cookie']).toMatch(
    /^__Host-shipmate=session_.*Path=\/;.*HttpOnly; Secure; SameSite=Strict/,
  )
  const cookie = String(answer?.headers['set-cookie']).split(';', 1)[0] ?? ''
  const csrf = answer?.json().csrf
  expect((await open({ cookie, origin: PUBLIC, 'x-csrf-token': csrf }, behindProxy)).status).toBe(201)
  expect((await open({ cookie, origin: behindProxy, 'x-csrf-token': csrf }, behindProxy)).status).toBe(403)
})

test('guessing links is answered ever more rarely', async () => {
  const fresh = await serve()
  const codes = Array.from({ length: 70 }, (_, at) => `link_${String(at).padStart(12, '0')}_${'A'.repeat(22)}`)
  const answers = await Promise.all(codes.map((code) => logIn(code, { origin: fresh }, fresh)))
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(10)
})

test('the page of the link shows nothing of the bot, and no other page may frame it', async () => {
  const page = await fetch(`${base}/login`)
  expect(page.status).toBe(200)
  expect(page.headers.get('content-security-policy')).toMatch(/frame-ancestors 'self'/)
  expect(page.headers.get('content-security-policy')).not.toMatch(/unsafe|https:/)
  expect(await (await fetch(`${base}/login.js`)).text()).toContain('location.hash')
})
