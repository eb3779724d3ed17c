import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Secret } from '../../config/secret.ts'
import { probeIssuer } from '../../src/app/commands/identity-probe.ts'
import { identityChecks } from '../../src/app/doctor/identity-checks.ts'
import { reportOf } from '../../src/app/doctor/report.ts'

let server: Server
let issuer: string
let said: { calls: string; keys: readonly object[]; date: Date; status: number }
const KEY = { kty: 'RSA', use: 'sig', n: 'x', e: 'AQAB' }
const good = () => ({ calls: issuer, keys: [KEY, { ...KEY, use: 'enc' }], date: new Date(), status: 200 })

beforeAll(async () => {
  server = createServer((request, response) => {
    const body = request.url === '/keys' ? { keys: said.keys } : { issuer: said.calls, jwks_uri: `${issuer}/keys` }
    response.writeHead(said.status, { 'content-type': 'application/json', date: said.date.toUTCString() })
    response.end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

test('an issuer that answers as itself, with keys and the right time, is fine', async () => {
  said = good()
  expect(await probeIssuer(issuer)).toEqual({ state: 'ok', sentence: 'It answers, with 1 key.' })
})

test.each<[string, () => Partial<typeof said>, RegExp]>([
  ['that is called otherwise', () => ({ calls: `${issuer}/` }), /it calls itself http.*\//],
  ['that does not answer', () => ({ status: 503 }), /status 503/],
  ['without keys', () => ({ keys: [] }), /holds no public key/],
  ['whose keys are secrets', () => ({ keys: [{ kty: 'oct', k: 'x' }] }), /holds no public key/],
  ['whose clock is wrong', () => ({ date: new Date(Date.now() - 300_000) }), /differ by (299|300|301) s/],
])('an issuer %s is a fault, and it is said which', async (_, wrong, sentence) => {
  said = { ...good(), ...wrong() }
  expect(await probeIssuer(issuer)).toMatchObject({ state: 'failed', sentence: expect.stringMatching(sentence) })
})

test('what is configured is asked, and where people sign in is said', async () => {
  const asked: string[] = []
  const probe = async (it: string) => {
    asked.push(it)
    return { state: 'ok' as const, sentence: 'It answers, with 1 key.' }
  }
  const http = { host: '127.0.0.1', port: 3000, hosts: [] }
  const claim = { audience: 'shipmate', userClaim: 'sub' }
  const oidc = { issuer: 'https://two', clientId: 'shipmate', userClaim: 'sub' }
  const sentences = async (config: object): Promise<readonly string[]> => {
    const checks = identityChecks({ ...http, ...config }, { issuer: probe })
    const done = await Promise.all(checks.map(async ([name, verdict]) => ({ name, verdict: await verdict })))
    return reportOf(done).checks.map(({ name, verdict }) => `${name}: ${verdict.sentence}`)
  }
  expect(await sentences({})).toEqual([])
  expect(await sentences({ jwt: { ...claim, issuer: 'https://one' }, oidc })).toEqual([
    'JSON web tokens: It answers, with 1 key.',
    'Sign-in provider: It answers, with 1 key. People sign in from this machine alone, since http.url is not set.',
  ])
  expect(
    await sentences({ jwt: { ...claim, secret: new Secret('x'.repeat(32)) }, oidc, url: 'https://ship.example/' }),
  ).toEqual([
    'JSON web tokens: HS256 by a secret: whoever has it can sign for anybody.',
    'Sign-in provider: It answers, with 1 key. People sign in from https://ship.example.',
  ])
  expect(asked).toEqual(['https://one', 'https://two', 'https://two'])
})
