import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type HealthServer, startHealthServer } from '../../adapters/http/health-server.ts'
import { createDemoChat, type DemoChat } from '../../src/app/commands/demo/demo-chat.ts'
import type { ChangeRequest } from '../../src/domain/change-request.ts'
import { changes } from '../../src/domain/projections.ts'
import { linksOfPeople } from '../../src/logins/person-links.ts'
import { systemClock as clock } from '../../src/ports/clock.ts'
import { createToken, tokenDesk } from '../../src/tokens/api-tokens.ts'
import { signIn } from '../support/sign-in.ts'
import { type RunningBot, startRunningBot } from './running-bot.ts'

/* Every way to ask for a change and to approve it: none lets one person do both. */

const WITHIN = { timeout: 60_000, interval: 50 }

let bot: RunningBot
let http: HealthServer
let chat: DemoChat
let base: string

beforeAll(async () => {
  const connected = Promise.withResolvers<DemoChat>()
  const owner = (person: string) =>
    ({ who: { kind: 'user', user: `demo:${person}` }, name: person, roles: ['owner'] }) as const
  bot = await startRunningBot({
    ...{ env: {}, owner: 'demo:ana' },
    settings: {
      access: { roles: [], members: ['ana', 'ana-phone', 'ben'].map(owner) },
      approvals: [{ roles: [], count: 1, actions: ['deploy'], expiresMinutes: 600 }],
    },
    alsoConnect(inbox) {
      const demo = createDemoChat(inbox, () => {}, false)
      connected.resolve(demo)
      return demo
    },
  })
  chat = await connected.promise
  http = await startHealthServer({
    ...{ host: '127.0.0.1', port: 0, version: '1.0.0', parts: () => [], workers: () => undefined },
    api: { behind: () => bot.app().api, onFault: () => {} },
  })
  base = `http://127.0.0.1:${http.port}`
  const links = linksOfPeople({ store: bot.app().store, clock })
  const { code } = await links.offer('demo:ana')
  expect(await links.redeem('demo:ana-phone', code)).toMatchObject({ kind: 'linked' })
})
afterAll(async () => {
  await http.stop()
  await bot.close()
})

const asJson = { 'content-type': 'application/json' }
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const post = (path: string, body: object, headers: object): Promise<Response> =>
  fetch(`${base}/api/v1${path}`, { method: 'POST', headers: { ...asJson, ...headers }, body: JSON.stringify(body) })

/** A token that somebody has made for themselves in the console. */
async function personal(person: string, approve: boolean): Promise<Record<string, string>> {
  const session = await signIn(base, { store: bot.app().store, clock }, `demo:${person}`)
  const answer = await post('/tokens', { name: `${person} ${approve}`, approve }, session)
  expect(answer.status).toBe(201)
  return bearer(((await answer.json()) as { secret: string }).secret)
}

/** Asks over HTTP for the deployment and confirms it, which submits it to others. */
async function ask(what: string, headers: object): Promise<ChangeRequest> {
  const { store } = bot.app()
  const before = (await store.list(changes)).map(({ change }) => change)
  const session = (await (await post('/sessions', {}, headers)).json()) as { id: string }
  await post('/messages', { session_id: session.id, content: `deploy billionmail ${what}` }, headers)
  const question = await vi.waitFor(async () => {
    const answer = await fetch(`${base}/api/v1/confirmations`, { headers: { ...headers } })
    const [open] = ((await answer.json()) as { confirmations: { id: string; plan_hash: string }[] }).confirmations
    if (!open) throw new Error('nothing is to be confirmed')
    return open
  }, WITHIN)
  await post(`/confirmations/${question.id}`, { answer: 'yes', plan_hash: question.plan_hash }, headers)
  return vi.waitFor(async () => {
    const asked = (await store.list(changes)).find(({ change }) => !before.includes(change))
    if (!asked) throw new Error('nothing is asked for')
    return asked
  }, WITHIN)
}

const stateOf = async ({ change }: ChangeRequest): Promise<string | undefined> =>
  (await bot.app().store.get(changes, change))?.state.kind
const approve = async ({ change, planHash }: ChangeRequest, headers: object) => {
  const answer = await post(`/approvals/${change}`, { answer: 'approve', plan_hash: planHash }, headers)
  return { status: answer.status, ...((await answer.json()) as { state?: string; notice?: string }) }
}

test('whoever holds a token cannot approve what it asks for, by whatever way; somebody else can, in chat', async () => {
  const desk = tokenDesk({ store: bot.app().store, clock }, ['owner'], 'demo:ben')
  const held = { name: 'ci', holder: 'demo:ana', scope: { roles: ['owner'] } }
  const ci = bearer((await createToken({ store: bot.app().store, clock }, held, ['owner'], 'demo:ben')).secret)
  const asked = await ask('v1.1.0 to production', ci)
  for (const account of ['ana', 'ana-phone']) {
    await chat.says(account, `approve ${asked.change}`)
    await chat.replied((card) => JSON.stringify(card).includes('Nobody approves or rejects their own change.'))
    expect(await stateOf(asked)).toBe('pending')
    expect(await approve(asked, await personal(account, true))).toMatchObject({ status: 200, state: 'pending' })
    const session = await signIn(base, { store: bot.app().store, clock }, `demo:${account}`)
    expect(await approve(asked, session)).toMatchObject({ status: 200, state: 'pending', notice: expect.any(String) })
  }
  // The token itself is nobody who approves, nor is one that nobody holds.
  expect(await approve(asked, ci)).toMatchObject({ state: 'pending' })
  const robot = bearer((await desk.create({ name: 'robot', scope: { roles: ['owner'] } })).secret)
  expect(await approve(asked, robot)).toMatchObject({ state: 'pending' })
  await chat.says('ben', `approve ${asked.change}`)
  await expect.poll(() => stateOf(asked)).not.toBe('pending')
  await expect.poll(() => bot.count('cicd.deploy.requested')).toBe(1)
})

test('a token approves as its person where they gave it that, and not otherwise', async () => {
  const own = await personal('ana-phone', false)
  const asked = await ask('v1.0.0 to staging', own)
  const cannot = await personal('ben', false)
  expect(await approve(asked, cannot)).toMatchObject({ status: 200, state: 'pending', notice: expect.any(String) })
  const answered = await approve(asked, await personal('ben', true))
  expect(answered).toMatchObject({ status: 200, state: expect.not.stringMatching('pending') })
  // In production and here; the next question asks to replace what is live then.
  await expect.poll(() => bot.count('cicd.deploy.completed'), WITHIN).toBe(2)
})

test('who has signed in approves over REST, once', async () => {
  const asked = await ask('v1.1.0 to staging', await personal('ana', false))
  const ben = await signIn(base, { store: bot.app().store, clock }, 'demo:ben')
  const waiting = await fetch(`${base}/api/v1/approvals`, { headers: { ...ben } })
  expect(JSON.stringify(await waiting.json())).toContain(asked.change)
  const { 'x-csrf-token': _, ...withoutCsrf } = ben
  expect(await approve(asked, withoutCsrf)).toMatchObject({ status: 403 })
  expect(await stateOf(asked)).toBe('pending')
  const answered = await approve(asked, ben)
  expect(answered).toMatchObject({ status: 200, state: expect.not.stringMatching('pending') })
  const again = await approve(asked, ben)
  expect(again.state).toBe(answered.state)
})
