import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createJwtReader } from '../../adapters/identity/jwt.ts'
import { createHandClock, type HandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { IssuerUnavailableError, type SignedTokens } from '../../src/ports/signed-identity.ts'

const NOW = new Date('2026-11-30T10:00:00Z')
const HOUR_S = 3_600
const AUDIENCE = 'shipmate'
const SECRET = 'a secret of thirty-two bytes, or more'

let server: Server
let issuer: string
let keys: { readonly kid: string; readonly publicKey: CryptoKey; readonly privateKey: CryptoKey }[]
let isUp: boolean
let fetched: number
let clock: HandClock
let reader: SignedTokens

const pair = async (kid: string) => ({ kid, ...(await generateKeyPair('ES256', { extractable: true })) })
const key = (kid: string) => {
  const found = keys.find((one) => one.kid === kid)
  if (!found) throw new Error(`no key ${kid}`)
  return found
}

beforeAll(async () => {
  server = createServer(async (request, response) => {
    fetched += 1
    if (!isUp) return void response.writeHead(503).end()
    response.setHeader('content-type', 'application/json')
    if (request.url === '/.well-known/openid-configuration')
      return void response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/keys` }))
    const published = keys.map(async ({ kid, publicKey }) => ({ ...(await exportJWK(publicKey)), kid, alg: 'ES256' }))
    response.end(JSON.stringify({ keys: await Promise.all(published) }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

beforeEach(async () => {
  keys = [await pair('one')]
  ;[isUp, fetched] = [true, 0]
  clock = createHandClock(NOW)
  reader = createJwtReader({ key: { kind: 'issuer', issuer }, audience: AUDIENCE, userClaim: 'sub' }, clock)
})

const seconds = (from = 0): number => NOW.getTime() / 1000 + from
const claims = (changed: Record<string, unknown> = {}): JWTPayload => ({
  ...{ iss: issuer, aud: AUDIENCE, sub: 'ana', iat: seconds(), exp: seconds(HOUR_S), ...changed },
})
const signed = (changed: Record<string, unknown> = {}, kid = 'one', by = key(kid).privateKey) =>
  new SignJWT(claims(changed)).setProtectedHeader({ alg: 'ES256', kid }).sign(by)
const bySecret = (changed: Record<string, unknown> = {}, secret = SECRET, alg = 'HS256') =>
  new SignJWT(claims(changed)).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret))
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const pass = (s: number): void => clock.moveTo(new Date(clock.now().getTime() + s * 1000))

test('what the issuer signed for this bot says who it is, until it ends', async () => {
  expect(await reader.read(await signed())).toEqual({ user: 'web:ana', expiresAt: '2026-11-30T11:00:00.000Z' })
  expect(await reader.read(await signed({ aud: ['other', AUDIENCE] }))).toMatchObject({ user: 'web:ana' })
  pass(HOUR_S + 59)
  expect(await reader.read(await signed())).toMatchObject({ user: 'web:ana' })
  pass(2)
  expect(await reader.read(await signed())).toBeUndefined()
})

describe('nothing is opened by a token', () => {
  test.each<[string, () => string | Promise<string>]>([
    ['that says it needs no signature', () => `${part({ alg: 'none' })}.${part(claims())}.`],
    ['that says so in capitals', () => `${part({ alg: 'NONE' })}.${part(claims())}.x`],
    ['whose signature is left out', async () => `${(await signed()).split('.').slice(0, 2).join('.')}.`],
    [
      'whose claims were changed',
      async () => {
        const [header, , signature] = (await signed()).split('.')
        return `${header}.${part(claims({ sub: 'root' }))}.${signature}`
      },
    ],
    [
      'that is signed with the public key as a secret',
      async () => bySecret({}, await exportSPKI(key('one').publicKey)),
    ],
    ['that is signed with another key of the same id', async () => signed({}, 'one', (await pair('one')).privateKey)],
    ['whose key id the issuer does not know', async () => signed({}, 'gone', key('one').privateKey)],
    [
      'that brings its own key',
      async () => {
        const own = await pair('own')
        const jwk = await exportJWK(own.publicKey)
        return new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', jwk, kid: 'own' }).sign(own.privateKey)
      },
    ],
    [
      'that names where its key is',
      async () =>
        new SignJWT(claims())
          .setProtectedHeader({ alg: 'ES256', jku: 'http://127.0.0.1:1/keys', kid: 'own' })
          .sign((await pair('own')).privateKey),
    ],
    [
      'that asks for an extension',
      async () =>
        `${part({ alg: 'ES256', kid: 'one', crit: ['x'], x: 1 })}.${(await signed()).split('.').slice(1).join('.')}`,
    ],
    ['of another issuer', () => signed({ iss: 'https://evil.example' })],
    ['for another program', () => signed({ aud: 'grafana' })],
    ['for nobody', () => signed({ aud: undefined })],
    ['that never ends', () => signed({ exp: undefined })],
    ['that has ended', () => signed({ exp: seconds(-61) })],
    ['that is not valid yet', () => signed({ nbf: seconds(61) })],
    ['whose end is no number', () => signed({ exp: 'tomorrow' })],
    ['that is huge', () => signed({ padding: 'x'.repeat(9_000) })],
    ['that is none', () => 'a.b.c'],
    ['that is encrypted', () => `${part({ alg: 'dir', enc: 'A256GCM' })}..a.b.c`],
  ])('%s', async (_, token) => {
    expect(await reader.read(await token())).toBeUndefined()
  })

  test.each(['', 'token-a1b2c3d4e5f6', 'TOKEN-a', '../root', 'ana ben', 'ana\nben', 'аna', 'x'.repeat(129), '<@U1>'])(
    'about somebody called %j',
    async (sub) => expect(await reader.read(await signed({ sub }))).toBeUndefined(),
  )

  test('about nobody, or about something that is no text', async () => {
    expect(await reader.read(await signed({ sub: undefined }))).toBeUndefined()
    expect(await reader.read(await signed({ sub: ['ana'] }))).toBeUndefined()
  })
})

test('an address counts where its issuer has verified it', async () => {
  const byAddress = createJwtReader({ key: { kind: 'issuer', issuer }, audience: AUDIENCE, userClaim: 'email' }, clock)
  const email = 'ana@example.com'
  expect(await byAddress.read(await signed({ email, email_verified: true }))).toMatchObject({ user: `web:${email}` })
  expect(await byAddress.read(await signed({ email, email_verified: false }))).toBeUndefined()
  expect(await byAddress.read(await signed({ email, email_verified: 'true' }))).toBeUndefined()
  expect(await byAddress.read(await signed({ email }))).toBeUndefined()
})

test('keys are fetched once, and a withdrawn key opens nothing once they are fetched again', async () => {
  for (let times = 0; times < 5; times++) await reader.read(await signed())
  expect(fetched).toBe(2)
  const guesses = Array.from({ length: 20 }, (_, at) => signed({}, `guess-${at}`, key('one').privateKey))
  for (const guess of await Promise.all(guesses)) expect(await reader.read(guess)).toBeUndefined()
  expect(fetched).toBe(2)
})

test('an issuer that does not answer refuses nobody for good, and is not asked without end', async () => {
  isUp = false
  const token = await signed()
  for (let times = 0; times < 10; times++) await expect(reader.read(token)).rejects.toThrow(IssuerUnavailableError)
  expect(fetched).toBe(1)
  isUp = true
  pass(6)
  expect(await reader.read(token)).toMatchObject({ user: 'web:ana' })
})

describe('with a secret', () => {
  const shared = () =>
    createJwtReader({ key: { kind: 'secret', secret: SECRET, issuer }, audience: AUDIENCE, userClaim: 'sub' }, clock)

  test('what is signed with it says who it is', async () => {
    expect(await shared().read(await bySecret())).toMatchObject({ user: 'web:ana' })
  })

  test.each<[string, () => string | Promise<string>]>([
    ['another secret', () => bySecret({}, 'another secret of thirty-two bytes')],
    ['another algorithm', () => bySecret({}, SECRET, 'HS512')],
    ['a key pair', () => signed()],
    ['no signature', () => `${part({ alg: 'none' })}.${part(claims())}.`],
    ['another issuer', () => bySecret({ iss: 'https://evil.example' })],
    ['another audience', () => bySecret({ aud: 'grafana' })],
    ['no end', () => bySecret({ exp: undefined })],
  ])('%s opens nothing', async (_, token) => {
    expect(await shared().read(await token())).toBeUndefined()
  })
})
