import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HealthServer, startHealthServer } from '../../adapters/http/health-server.ts'
import type { TokenScope } from '../../src/domain/api-token.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { tokenDesk } from '../../src/tokens/api-tokens.ts'
import { signIn } from '../support/sign-in.ts'
import { type RunningBot, startRunningBot } from './running-bot.ts'

let bot: RunningBot
let http: HealthServer
let isStarting = false

beforeAll(async () => {
  bot = await startRunningBot({ env: {}, owner: 'terminal:you' })
  http = await startHealthServer({
    ...{ host: '127.0.0.1', port: 0, version: '1.0.0', parts: () => [], workers: () => undefined },
    api: { behind: () => (isStarting ? undefined : bot.app().api), onFault: () => {} },
  })
})
afterAll(async () => {
  await http.stop()
  await bot.close()
})

interface Block {
  readonly kind: string
  readonly buttons?: readonly { readonly id: string; readonly label: string }[]
}

interface Answer {
  readonly status: number
  readonly headers: Headers
  /** What answers may hold, all of them together. */
  readonly body: {
    readonly id: string
    readonly reply: { readonly content: string; readonly card: { readonly blocks: readonly Block[] } }
    readonly messages: readonly { readonly position: number }[]
    readonly next: number
    readonly notice: string
    readonly confirmations: readonly object[]
    readonly code: string
    readonly type: string
    readonly detail: string
    readonly paths: object
    readonly components: { readonly schemas: object }
  }
}

async function call(method: string, path: string, token?: string, body?: unknown, headers = {}): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${http.port}/api/v1${path}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
}

const tokens = () =>
  tokenDesk({ store: bot.app().store, clock: systemClock }, ['viewer', 'deployer', 'owner'], 'terminal:you')
let named = 0
async function tokenFor(scope: TokenScope): Promise<string> {
  named += 1
  return (await tokens().create({ name: `token ${named}`, scope })).secret
}
const open = async (token: string): Promise<string> => (await call('POST', '/sessions', token)).body.id

const say = (token: string, session_id: string, content: string, key?: string) =>
  call('POST', '/messages', token, { session_id, content }, key === undefined ? {} : { 'idempotency-key': key })

function button({ body }: Answer, label: string): string {
  const { blocks } = body.reply.card
  const found = blocks.flatMap(({ buttons }) => buttons ?? []).find((one) => one.label === label)
  if (!found) throw new Error(`there is no button ${label}: ${JSON.stringify(blocks)}`)
  return found.id
}

/** Reads on until a message says this. */
async function shows(token: string, session: string, words: string): Promise<void> {
  const read = async () => JSON.stringify((await call('GET', `/messages/${session}`, token)).body.messages)
  await expect.poll(read).toContain(words)
}

test('a deployment over HTTP: asked for, confirmed with its button, followed to its end', async () => {
  const token = await tokenFor({ roles: ['deployer'], environments: ['production'] })
  const session = await open(token)
  const asked = await say(token, session, 'deploy billionmail v1.1.0 to production')
  expect(asked).toMatchObject({ status: 200, body: { session_id: session } })
  expect(asked.body.reply.content).toContain('Deploy billionmail v1.1.0 to production?')
  const confirm = button(asked, 'Confirm')
  const press = () =>
    call('POST', '/presses', token, { session_id: session, button: confirm }, { 'idempotency-key': 'yes' })
  expect((await press()).status).toBe(200)
  expect((await press()).status).toBe(200)
  await shows(token, session, 'v1.1.0 is live on production')
  expect(await bot.count('cicd.deploy.requested')).toBe(1)
  const status = await call('POST', '/requests', token, {
    ...{ session_id: session, intent: 'deploy.status', slots: { service: 'billionmail', environment: 'production' } },
  })
  expect(status.body.reply.content).toContain('v1.1.0')
  const readOn = async (after: number) => (await call('GET', `/messages/${session}?after=${after}`, token)).body
  const { messages, next } = await readOn(2)
  expect(next).toBe(messages.at(-1)?.position)
  // The card may still be edited.
  await expect.poll(async () => (await readOn((await readOn(2)).next)).messages).toEqual([])
})

test('a question is answered by its id, for the plan that was seen, and once', async () => {
  const token = await tokenFor({ roles: ['deployer'] })
  const session = await open(token)
  await say(token, session, 'deploy billionmail v1.2.0 to production')
  const { confirmations } = (await call('GET', '/confirmations', token)).body
  expect(confirmations).toMatchObject([{ kind: 'deploy', environment: 'production', state: 'open' }])
  const [{ id, plan_hash }] = confirmations as [{ id: string; plan_hash: string }]
  const answer = (by: string, plan: string, key = 'k') =>
    call('POST', `/confirmations/${id}`, by, { answer: 'yes', plan_hash: plan }, { 'idempotency-key': key })
  expect(await answer(token, 'another')).toMatchObject({ status: 409, body: { code: 'plan_moved' } })
  expect((await answer(await tokenFor({ roles: ['owner'] }), plan_hash)).status).toBe(404)
  const before = await bot.count('cicd.deploy.requested')
  expect(await answer(token, plan_hash)).toMatchObject({ status: 200, body: { state: 'given' } })
  expect((await answer(token, plan_hash)).body).toEqual({ state: 'given' })
  expect((await answer(token, plan_hash, 'other')).body.notice).toBeDefined()
  expect(await bot.count('cicd.deploy.requested')).toBe(before + 1)
  expect((await call('GET', '/confirmations', token)).body).toEqual({ confirmations: [] })
})

test('a task and a workflow are asked for by their names, as in words', async () => {
  const token = await tokenFor({ roles: ['owner'] })
  const session_id = await open(token)
  const cancelled = await call('POST', '/tasks/TASK-999/cancel', token, { session_id }, { 'idempotency-key': 'c' })
  expect(cancelled.body.reply.content).toContain('TASK-999')
  const retried = await call('POST', '/tasks/TASK-999/retry', token, { session_id })
  expect(retried.body.reply.content).toContain('TASK-999')
  const started = await call('POST', '/workflows/nothing-such/runs', token, { session_id, inputs: { a: 'b' } })
  expect(started.body.reply.content).toContain('nothing-such')
  expect((await call('GET', '/runs', token)).body).toEqual({ runs: [] })
})

test('a person acts through the console as in chat, and the log says it was them', async () => {
  const base = `http://127.0.0.1:${http.port}`
  const you = { ...(await signIn(base, { store: bot.app().store, clock: systemClock }, 'terminal:you')) }
  const session_id = (await call('POST', '/sessions', undefined, undefined, you)).body.id
  const says = (content: string) => call('POST', '/messages', undefined, { session_id, content }, you)
  const locked = await says('lock billionmail in staging')
  expect(locked.body.reply.content).toContain('billionmail is locked on staging')
  const events = await bot.app().store.readAll(0, 10_000)
  expect(events.find(({ body }) => body.type === 'environment.locked')).toMatchObject({ actor: 'terminal:you' })
  const press = { session_id, button: button(locked, 'Unlock') }
  expect((await call('POST', '/presses', undefined, press, you)).status).toBe(200)
  await expect.poll(() => bot.count('environment.unlocked')).toBe(1)
  // In the console there is nothing to open, and a token opens none.
  const token = await tokenFor({ roles: ['owner'] })
  expect((await says('console')).body.reply.content).toContain('Links to the console are sent in Slack')
  const refused = await say(token, await open(token), 'console')
  expect(refused.body.reply.content).toContain('a token opens no console')
  expect(await bot.count('login.offered')).toBe(1)
})

test('what a token may not is refused as in chat, and nothing starts', async () => {
  const token = await tokenFor({ roles: ['deployer'], environments: ['staging'] })
  const before = await bot.count('confirmation.requested')
  const refused = await say(token, await open(token), 'deploy billionmail v1.1.0 to production')
  expect(refused.body.reply.content).toContain('You may not deploy billionmail in production')
  expect(await bot.count('confirmation.requested')).toBe(before)
})

test('the same key is the same message; with other words it is refused', async () => {
  const token = await tokenFor({ roles: ['viewer'] })
  const session = await open(token)
  const first = await say(token, session, 'help', 'k-1')
  const again = await say(token, session, 'help', 'k-1')
  expect(again.body).toEqual(first.body)
  expect((await call('GET', `/messages/${session}`, token)).body.messages).toHaveLength(2)
  expect(await say(token, session, 'status', 'k-1')).toMatchObject({ status: 422, body: { code: 'key_used' } })
})

describe('nobody sees or does what is not theirs', () => {
  test.each([
    ['nothing', undefined],
    ['an empty token', ''],
    ['a token that was never created', `shipmate_${'0'.repeat(12)}_${'A'.repeat(43)}`],
  ])('%s opens nothing', async (_, token) => {
    const { status, headers, body } = await call('GET', '/sessions', token)
    expect({ status, code: body.code }).toEqual({ status: 401, code: 'not_authenticated' })
    expect(headers.get('content-type')).toContain('application/problem+json')
    expect(headers.get('www-authenticate')).toContain('Bearer')
  })

  test("another token's session is not there, whatever one does with it", async () => {
    const [ana, ben] = [await tokenFor({ roles: ['owner'] }), await tokenFor({ roles: ['owner'] })]
    const session = await open(ana)
    const before = await bot.count('confirmation.given')
    const asked = await say(ana, session, 'deploy billionmail v1.3.0 to production')
    const confirm = button(asked, 'Confirm')
    for (const tried of [
      await call('GET', `/messages/${session}`, ben),
      await call('DELETE', `/sessions/${session}`, ben),
      await say(ben, session, 'yes'),
      await call('POST', '/presses', ben, { session_id: session, button: confirm }),
    ])
      expect(tried).toMatchObject({ status: 404, body: { code: 'no_session' } })
    expect((await call('GET', '/sessions', ben)).body).toEqual({ sessions: [] })
    const own = await open(ben)
    const pressed = await call('POST', '/presses', ben, { session_id: own, button: confirm })
    expect(pressed.body.notice).toMatch(/only|not yours|asked/i)
    expect(await bot.count('confirmation.given')).toBe(before)
  })

  test('a revoked token opens nothing from then on', async () => {
    const token = await tokenFor({ roles: ['viewer'] })
    expect((await call('GET', '/sessions', token)).status).toBe(200)
    await tokens().revoke(`token ${named}`)
    expect((await call('GET', '/sessions', token)).status).toBe(401)
  })
})

test('a closed session is gone', async () => {
  const token = await tokenFor({ roles: ['viewer'] })
  const session = await open(token)
  expect((await call('DELETE', `/sessions/${session}`, token)).status).toBe(204)
  expect((await say(token, session, 'help')).status).toBe(404)
})

describe('bad input is answered with a problem that says what is wrong', () => {
  test.each([
    ['no session', '/messages', { content: 'help' }, 'session_id'],
    ['no words', '/messages', { session_id: '00000000-0000-4000-8000-000000000000', content: ' ' }, 'content'],
    ['no JSON', '/messages', '{"session_id":', 'JSON'],
    [
      'an intent that is none',
      '/requests',
      { session_id: '00000000-0000-4000-8000-000000000000', intent: 'root.shell' },
      'intent',
    ],
    [
      'a button too long',
      '/presses',
      { session_id: '00000000-0000-4000-8000-000000000000', button: 'x'.repeat(101) },
      'button',
    ],
  ])('%s', async (_, path, body, named) => {
    const { status, body: problem } = await call('POST', path, await tokenFor({ roles: ['viewer'] }), body)
    expect({ status, type: problem.type }).toEqual({ status: 400, type: 'about:blank' })
    expect(problem.detail).toContain(named)
  })

  test('too much, and what is not there', async () => {
    const token = await tokenFor({ roles: ['viewer'] })
    expect(await call('POST', '/messages', token, `"${'x'.repeat(300_000)}"`)).toMatchObject({ status: 413 })
    expect(await call('GET', '/nothing', token)).toMatchObject({
      status: 404,
      body: { detail: 'There is no GET /api/v1/nothing.' },
    })
    expect(await call('GET', '/messages/x', token)).toMatchObject({ status: 400 })
  })

  test('while the bot starts, whoever asks is told to try again', async () => {
    const token = await tokenFor({ roles: ['viewer'] })
    isStarting = true
    expect(await call('GET', '/sessions', token)).toMatchObject({ status: 503, body: { code: 'starting' } })
    isStarting = false
  })
})

test('what it takes and answers is described, every request with its token', async () => {
  const { body } = await call('GET', '/openapi.json')
  expect(body).toMatchObject({ openapi: '3.1.0', security: [{ token: [] }, { console: [] }] })
  expect(Object.keys(body.paths)).toEqual(
    expect.arrayContaining([
      '/api/v1/agents',
      '/api/v1/approvals',
      '/api/v1/approvals/{change}',
      '/api/v1/audit',
      '/api/v1/changes',
      '/api/v1/changes/{change}',
      '/api/v1/confirmations',
      '/api/v1/confirmations/{confirmation}',
      '/api/v1/deployments',
      '/api/v1/locks',
      '/api/v1/messages',
      '/api/v1/messages/{session}',
      '/api/v1/presses',
      '/api/v1/requests',
      '/api/v1/runs',
      '/api/v1/runs/{run}',
      '/api/v1/services',
      '/api/v1/sessions',
      '/api/v1/sessions/{session}',
      '/api/v1/sessions/{session}/events',
      '/api/v1/tasks',
      '/api/v1/tasks/{task}',
      '/api/v1/tasks/{task}/cancel',
      '/api/v1/tasks/{task}/retry',
      '/api/v1/workflows',
      '/api/v1/workflows/{workflow}/runs',
      '/api/v1/login',
      '/api/v1/logout',
      '/api/v1/me',
    ]),
  )
  expect(Object.keys(body.components.schemas)).toEqual(
    expect.arrayContaining(['Card', 'Message', 'Problem', 'Said', 'Session']),
  )
})
