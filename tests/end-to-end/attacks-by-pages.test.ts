import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleLogins } from '../../src/logins/console-logins.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { type SignedIn, signIn } from '../support/sign-in.ts'
import { type BotOnTheNetwork, startBotOnTheNetwork } from './bot-on-the-network.ts'

/* Somebody who owns the bot is signed in, and visits pages of others; and texts that no database keeps. */

const ELSEWHERE = 'https://evil.example'

let at: BotOnTheNetwork
let page: SignedIn
let session: string

beforeAll(async () => {
  at = await startBotOnTheNetwork()
  page = await signIn(at.base, { store: at.store, clock: systemClock }, 'terminal:you')
  session = (await at.ask('/api/v1/sessions', { method: 'POST', headers: { ...page } })).body.id
}, 120_000)
afterAll(() => at.close())

const CHANGING = (): readonly (readonly [string, string, object?])[] => [
  ['POST', '/sessions'],
  ['DELETE', `/sessions/${session}`],
  ['POST', '/messages', { session_id: session, content: 'deploy billionmail v1.1.0 to staging' }],
  ['POST', '/requests', { session_id: session, intent: 'deploy.start', slots: {} }],
  ['POST', '/presses', { session_id: session, button: 'b' }],
  ['POST', '/forms', { session_id: session, form: 'b', text: 'x' }],
  ['POST', '/confirmations/c', { answer: 'yes', plan_hash: 'h' }],
  ['POST', '/approvals/CHG-1', { answer: 'approve', plan_hash: 'h' }],
  ['POST', '/tasks/TASK-1/cancel', { session_id: session }],
  ['POST', '/workflows/ci/runs', { session_id: session }],
  ['POST', '/tokens', { name: 'evil', approve: true }],
  ['DELETE', '/tokens/0123456789ab'],
  ['POST', '/logout'],
]

describe('a page elsewhere', () => {
  test('changes nothing with the cookie of its visitor', async () => {
    const other = await signIn(at.base, { store: at.store, clock: systemClock }, 'terminal:you')
    const forged: readonly Record<string, string>[] = [
      { cookie: page.cookie },
      { cookie: page.cookie, origin: ELSEWHERE, 'x-csrf-token': page['x-csrf-token'] },
      { cookie: page.cookie, origin: 'null', 'x-csrf-token': page['x-csrf-token'] },
      { cookie: page.cookie, origin: 'http://127.0.0.1:1', 'x-csrf-token': page['x-csrf-token'] },
      { cookie: page.cookie, origin: page.origin },
      { cookie: page.cookie, origin: page.origin, 'x-csrf-token': other['x-csrf-token'] },
      { cookie: page.cookie, 'sec-fetch-site': 'same-site', 'x-csrf-token': page['x-csrf-token'] },
    ]
    for (const [method, path, body] of CHANGING())
      for (const headers of forged) {
        const sent = { ...headers, ...(body && { 'content-type': 'application/json' }) }
        const answer = await at.ask(`/api/v1${path}`, {
          method,
          headers: sent,
          ...(body && { body: JSON.stringify(body) }),
        })
        expect([path, answer.status, answer.body?.code]).toEqual([path, 403, 'foreign_page'])
      }
    expect((await at.ask('/api/v1/me', { headers: { cookie: page.cookie } })).status).toBe(200)
  })

  test('reads nothing with it where the browser says from where it asks', async () => {
    for (const path of ['/me', '/audit', '/audit/export', '/events/live', '/news', `/messages/${session}`])
      for (const from of ['cross-site', 'same-site']) {
        const headers = { cookie: page.cookie, 'sec-fetch-site': from }
        expect([path, (await at.ask(`/api/v1${path}`, { headers })).status]).toEqual([path, 403])
      }
  })

  test('opens no WebSocket, with what its visitor is let in by or with a token', async () => {
    const csrf = `shipmate.csrf.${page['x-csrf-token']}`
    const own = page.origin
    for (const [headers, protocols] of [
      [{ cookie: page.cookie, origin: ELSEWHERE }, ['shipmate.v1', csrf]],
      [{ cookie: page.cookie, origin: own }, ['shipmate.v1']],
      [{ cookie: page.cookie, origin: own }, ['shipmate.v1', 'shipmate.csrf.wrong']],
      [{ cookie: page.cookie }, ['shipmate.v1', csrf.slice(0, -1)]],
      [{ origin: ELSEWHERE }, ['shipmate.v1', `shipmate.token.${at.ana}`]],
      [{ origin: ELSEWHERE, authorization: `Bearer ${at.ana}` }, []],
    ] as const)
      expect((await at.socket(headers as Record<string, string>, protocols)).refused).toBe(403)
    const let_in = await at.socket({ cookie: page.cookie, origin: own }, ['shipmate.v1', csrf])
    expect(let_in.refused).toBeUndefined()
    let_in.socket.terminate()
  })

  test('reaches nothing by a name of its own that leads here', async () => {
    const paths = ['/', '/login', '/api/v1/me', '/api/v1/openapi.json', '/mcp', '/ready', '/metrics', '/workers']
    for (const path of [...paths, '/shipmate.v1.LookupService/ListServices'])
      expect(await statusAs('evil.example', path)).toBe(421)
    expect((await at.socket({ host: 'evil.example', authorization: `Bearer ${at.ana}` })).refused).toBe(421)
  })
})

/** `fetch` sends no other host. */
function statusAs(host: string, path: string): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>()
  const headers = { host, authorization: `Bearer ${at.ana}` }
  const sent = request(`${at.base}${path}`, { headers }, (answer) => resolve(answer.resume().statusCode))
  sent.once('error', reject).end()
  return promise
}

test('of many who use one link at once, one is let in', async () => {
  const { code } = await consoleLogins({ store: at.store, clock: systemClock }).offer('terminal:you', 'terminal')
  const headers = { 'content-type': 'application/json', origin: at.base }
  const use = () => at.ask('/api/v1/login', { method: 'POST', headers, body: JSON.stringify({ code }) })
  const answers = await Promise.all(Array.from({ length: 20 }, use))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(JSON.stringify(await at.store.readAll(0, 10_000))).not.toContain(code.slice(-43))
})

describe.each([
  ['NUL', 'a\u0000b'],
  ['half of a pair', 'a\ud800b'],
])('a text with %s', (_, text) => {
  test('is refused wherever it stands, and the session is well afterwards', async () => {
    const { id } = (await at.rest(at.ana, 'POST', '/sessions')).body
    const escaped = encodeURIComponent(text.toWellFormed() === text ? text : 'a\u0000b')
    for (const [method, path, body] of [
      ['POST', '/messages', { session_id: id, content: text }],
      ['POST', '/requests', { session_id: id, intent: 'deploy.status', slots: { service: text } }],
      ['POST', '/requests', { session_id: id, intent: 'deploy.status', slots: { [text]: 'x' } }],
      ['POST', '/presses', { session_id: id, button: text }],
      ['POST', '/forms', { session_id: id, form: 'b', text }],
      ['POST', '/confirmations/c', { answer: 'yes', plan_hash: text }],
      ['POST', '/approvals/CHG-1', { answer: 'approve', plan_hash: 'h', conditions: text }],
      ['POST', '/workflows/ci/runs', { session_id: id, inputs: { [text]: text } }],
      ['GET', `/tasks/${escaped}`],
      ['GET', `/tasks/${escaped}/events`],
      ['GET', `/changes/${escaped}`],
      ['GET', `/deployments?service=${escaped}`],
      ['GET', `/events?correlation=${escaped}`],
      ['GET', `/audit?order=newest&correlation=${escaped}`],
    ] as const)
      expect([path, (await at.rest(at.ana, method, path, body)).status]).toEqual([path, 400])
    expect(await at.mcp(at.ana, 'look_up', { question: 'deploy.status', service: text })).toContain('NUL')
    const { socket } = await at.socket({ authorization: `Bearer ${at.ana}` })
    const told = new Promise((resolve) => socket.once('message', (data) => resolve(JSON.parse(String(data)))))
    socket.send(JSON.stringify({ type: 'say', id: randomUUID(), session: id, content: text }))
    expect(await told).toMatchObject({ type: 'problem', problem: { status: 400 } })
    socket.terminate()
    if (text.includes('\u0000'))
      expect(await at.rpc(at.ana, 'ConversationService', 'SendMessage', { session_id: id, content: text })).toBe(3)
    expect((await at.rest(at.ana, 'POST', '/messages', { session_id: id, content: 'status' })).status).toBe(200)
    expect((await at.rest(at.ana, 'GET', '/sessions')).status).toBe(200)
    expect(at.faults).toEqual([])
  })
})
