import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ApiBehind } from '../../adapters/http/api/behind.ts'
import { serveApi } from '../../adapters/http/api/serve-api.ts'
import { createOidcSignIn } from '../../adapters/identity/oidc.ts'
import { principalBy } from '../../src/app/wiring/principal-by.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { consoleLogins } from '../../src/logins/console-logins.ts'
import { systemClock as clock } from '../../src/ports/clock.ts'
import type { Store } from '../../src/ports/event-store.ts'
import type { KeptByPage } from '../../src/ports/provider-sign-in.ts'
import { apiUnasked } from '../support/api-unasked.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { type OidcProvider, type Otherwise, startOidcProvider } from '../support/oidc-provider.ts'

let provider: OidcProvider
let store: Store<ShipmateEvent>
let base: string
let withoutProvider: string
let refusals: unknown[]
let userClaim: string
const servers: FastifyInstance[] = []

async function serve(has: boolean): Promise<string> {
  const server = Fastify({ forceCloseConnections: true })
  await server.register(import('@fastify/rate-limit'), { global: false })
  const behind = (): ApiBehind => {
    const logins = consoleLogins({ store, clock })
    const settings = { issuer: provider.issuer, ...provider.client, userClaim }
    return {
      ...apiUnasked(),
      authenticate: principalBy({ store, clock, logins }),
      ...{ logins, clock, ...(has && { provider: createOidcSignIn(settings, (error) => refusals.push(error)) }) },
    }
  }
  await serveApi(server, { version: '1.0.0', behind, onFault: () => {} })
  servers.push(server)
  return server.listen({ host: '127.0.0.1', port: 0 })
}

beforeAll(async () => {
  provider = await startOidcProvider()
  ;[base, withoutProvider] = [await serve(true), await serve(false)]
})
afterAll(async () => {
  for (const server of servers) await server.close()
  await provider.stop()
})
beforeEach(async () => {
  store = await openMemoryStore()
  ;[refusals, userClaim] = [[], 'email']
  provider.set({})
})

const post = (path: string, body: object, origin: string | undefined = base, at = base): Promise<Response> =>
  fetch(`${at}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(origin !== undefined && { origin }) },
    body: JSON.stringify(body),
  })

interface Trip {
  readonly to: URL
  readonly kept: KeptByPage
  /** The query with which the browser comes back. */
  readonly returned: string
}

/** What a browser does: asks where to go, goes there, and is sent back. */
async function trip(): Promise<Trip> {
  const { to, kept } = (await (await post('/login/provider', {})).json()) as { to: string; kept: KeptByPage }
  const sent = await fetch(to, { redirect: 'manual' })
  const back = new URL(sent.headers.get('location') ?? '')
  expect(`${back.origin}${back.pathname}`).toBe(`${base}/login/callback`)
  return { to: new URL(to), kept, returned: back.search }
}
const comeBack = ({ kept, returned }: Trip, changed: Partial<KeptByPage> = {}): Promise<Response> =>
  post('/login/provider/return', { ...kept, ...changed, returned })

test('who the provider signs in has a session as the user of their claim', async () => {
  const gone = await trip()
  expect(Object.fromEntries(gone.to.searchParams)).toMatchObject({
    ...{ response_type: 'code', client_id: 'shipmate', scope: 'openid email', code_challenge_method: 'S256' },
    ...{ state: gone.kept.state, nonce: gone.kept.nonce, code_challenge: expect.stringMatching(/^[\w-]{43}$/) },
  })
  const answer = await comeBack(gone)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const { code } = (await answer.json()) as { code: string }
  const opened = await post('/login', { code })
  expect(await opened.json()).toMatchObject({ user: 'web:ana@example.com' })
  const [cookie = ''] = opened.headers.getSetCookie()
  const me = await fetch(`${base}/api/v1/me`, { headers: { cookie: cookie.split(';', 1)[0] ?? '' } })
  expect(await me.json()).toMatchObject({ kind: 'person', user: 'web:ana@example.com', by: 'login' })
  expect((await post('/login', { code })).status).toBe(403)
  const log = JSON.stringify(await store.readAll(0, 100))
  expect(log).toContain('"way":"provider"')
  for (const secret of [code.slice(-43), ...Object.values(gone.kept)]) expect(log).not.toContain(secret)
})

describe('nobody is signed in', () => {
  test.each<[string, Otherwise]>([
    ['with another state', { state: 'guessed' }],
    ['without a state', { state: '' }],
    ['by a refusal', { error: 'access_denied' }],
    ['by a token for another sign-in', { claims: { nonce: 'of another' } }],
    ['by a token for no sign-in', { claims: { nonce: undefined } }],
    ['by a token for another program', { claims: { aud: 'grafana' } }],
    ['by a token that another program was given', { claims: { aud: ['shipmate', 'grafana'], azp: 'grafana' } }],
    ['by a token of another issuer', { claims: { iss: 'https://evil.example' } }],
    ['by a token that has ended', { claims: { exp: Math.floor(Date.now() / 1000) - 120 } }],
    ['by a token that never ends', { claims: { exp: undefined } }],
    ['by a token without a person', { claims: { sub: undefined } }],
    ['by a token that a stranger has signed', { signedBy: 'a stranger' }],
    ['by a token that nobody has signed', { signedBy: 'nobody' }],
  ])('%s', async (_, otherwise) => {
    provider.set(otherwise)
    const answer = await comeBack(await trip())
    expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'sign_in_refused' }])
    expect(refusals).toHaveLength(1)
    expect(await store.readAll(0, 100)).toEqual([])
  })

  test.each<[string, Otherwise]>([
    ['that is not verified', { claims: { email_verified: false } }],
    ['that says so as text', { claims: { email_verified: 'true' } }],
    ['that is missing', { claims: { email: undefined } }],
    ['that could be read as something else', { claims: { email: '<@U1>' } }],
    ['that is called like a token', { claims: { email: 'token-a1b2c3d4e5f6' } }],
  ])('by an address %s', async (_, otherwise) => {
    provider.set(otherwise)
    const answer = await comeBack(await trip())
    expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'nameless' }])
    expect(await store.readAll(0, 100)).toEqual([])
  })

  test('by a code that was used before', async () => {
    const gone = await trip()
    expect((await comeBack(gone)).status).toBe(200)
    expect((await comeBack(gone)).status).toBe(403)
  })

  test('by an answer to somebody else’s page', async () => {
    const [own, other] = [await trip(), await trip()]
    expect((await comeBack({ ...own, returned: other.returned })).status).toBe(403)
    expect((await comeBack(own, { verifier: other.kept.verifier })).status).toBe(403)
    expect((await comeBack(other, { nonce: own.kept.nonce })).status).toBe(403)
  })

  test('from another page, and the provider is not asked', async () => {
    const gone = await trip()
    const before = provider.exchanges()
    for (const origin of ['https://evil.example', 'http://127.0.0.1:1', 'null', '']) {
      expect((await post('/login/provider', {}, origin)).status).toBe(403)
      expect((await post('/login/provider/return', { ...gone.kept, returned: gone.returned }, origin)).status).toBe(403)
    }
    expect(provider.exchanges()).toBe(before)
  })

  test('where no provider is set', async () => {
    const answer = await post('/login/provider', {}, withoutProvider, withoutProvider)
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'no_provider' }])
    expect(await (await fetch(`${withoutProvider}/login`)).text()).not.toContain('id="provider"')
  })
})

test('a provider that is away, or does not know this bot, is said to be at fault', async () => {
  provider.set({ isDown: true })
  expect((await post('/login/provider', {})).status).toBe(503)
  provider.set({})
  const gone = await trip()
  provider.set({ isDown: true })
  expect([(await comeBack(gone)).status]).toEqual([503])
  expect(refusals).toHaveLength(2)
})

test('the page offers the provider, and takes its answer, without anything from elsewhere', async () => {
  for (const path of ['/login', '/login/callback?code=x&state=y']) {
    const page = await fetch(base + path)
    expect(await page.text()).toContain('id="provider"')
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.getSetCookie()).toEqual([])
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
  }
})
