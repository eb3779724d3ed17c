import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { confirmations } from '../../src/domain/projections.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { personalTokens } from '../../src/tokens/personal-tokens.ts'
import { type BotOnTheNetwork, possessionsOf, startBotOnTheNetwork } from './bot-on-the-network.ts'

/* Ana's token may do everything. Mallory's may deploy to staging, and Mallory knows every id that Ana has. */

const NOT_FOUND = 5

let at: BotOnTheNetwork
let anas: Awaited<ReturnType<typeof possessionsOf>>
/** A session of Mallory's own. */
let own: string

beforeAll(async () => {
  at = await startBotOnTheNetwork()
  anas = await possessionsOf(at)
  own = (await at.rest(at.mallory, 'POST', '/sessions')).body.id
}, 120_000)
afterAll(() => at.close())

const decided = async (): Promise<readonly number[]> =>
  Promise.all(
    ['confirmation.given', 'confirmation.declined', 'change.approved', 'run.cancel_requested'].map(at.bot.count),
  )

describe('ids of somebody else', () => {
  test('by REST each is answered as one that is not there', async () => {
    const before = await decided()
    const real = { ...anas, question: anas.confirmation.confirmation }
    const made = {
      session: randomUUID(),
      task: 'TASK-99',
      question: randomUUID(),
      change: 'CHG-99',
      message: randomUUID(),
    }
    const requests = ({ session, task, question, change }: Readonly<Record<keyof typeof made, string>>) =>
      [
        ['GET', `/messages/${session}`],
        ['GET', `/sessions/${session}/events`],
        ['DELETE', `/sessions/${session}`],
        ['POST', '/messages', { session_id: session, content: 'yes' }],
        ['POST', '/requests', { session_id: session, intent: 'deploy.status' }],
        ['POST', '/presses', { session_id: session, button: anas.confirmation.buttons.confirm }],
        ['POST', '/forms', { session_id: session, form: 'b', text: 'x' }],
        ['POST', '/workflows/ci/runs', { session_id: session }],
        ['POST', `/tasks/${task}/cancel`, { session_id: session }],
        ['POST', `/tasks/${task}/retry`, { session_id: session }],
        ['GET', `/tasks/${task}`],
        ['GET', `/tasks/${task}/full`],
        ['GET', `/tasks/${task}/traffic`],
        ['GET', `/tasks/${task}/events`],
        ['GET', `/runs/${task}`],
        ['GET', `/changes/${change}`],
        ['POST', `/confirmations/${question}`, { answer: 'yes', plan_hash: anas.confirmation.planHash }],
        ['POST', `/approvals/${change}`, { answer: 'approve', plan_hash: 'h'.repeat(64) }],
      ] as const
    const fakes = requests(made)
    for (const [index, [method, path, body]] of requests(real).entries()) {
      const [, fake = '', other] = fakes[index] ?? []
      const [got, not] = [await at.rest(at.mallory, method, path, body), await at.rest(at.mallory, method, fake, other)]
      expect([method, path, got.status]).toEqual([method, path, 404])
      expect(withoutIds(got.text, real)).toBe(withoutIds(not.text, made))
    }
    expect(await decided()).toEqual(before)
  })

  test('no list shows what is elsewhere, and what is of everywhere is refused', async () => {
    for (const path of ['/services', '/overview', '/tasks', '/deployments', '/runs', '/changes', '/locks', '/waiting'])
      expect((await at.rest(at.mallory, 'GET', path)).text).not.toMatch(/production|TASK-1|CHG-7/)
    for (const path of ['/confirmations', '/approvals', '/sessions'])
      expect((await at.rest(at.mallory, 'GET', path)).text).not.toMatch(new RegExp(`TASK-1|CHG-7|${anas.session}`))
    for (const path of ['/audit', '/audit/export', '/events', '/events/live', '/tokens'])
      expect([path, (await at.rest(at.mallory, 'GET', path)).status]).toEqual([path, 403])
    expect((await at.rest(at.mallory, 'GET', '/logs?service=billionmail&environment=production')).status).toBe(404)
  })

  test("a button of somebody's card decides nothing from a session of one's own, by any way", async () => {
    const { confirm, cancel } = anas.confirmation.buttons
    const before = await decided()
    for (const button of [confirm, cancel, 'approve-7', 'd', 'e'])
      expect((await at.rest(at.mallory, 'POST', '/presses', { session_id: own, button })).body.notice).toBeTruthy()
    for (const form of ['b', 'c', 'e'])
      await at.rest(at.mallory, 'POST', '/forms', { session_id: own, form, text: 'It is urgent.' })
    await at.rpc(at.mallory, 'ConversationService', 'Press', { session_id: own, button: confirm })
    for (const content of ['yes', 'approve CHG-7', 'cancel TASK-1', 'reject CHG-7 because'])
      await at.rest(at.mallory, 'POST', '/messages', { session_id: own, content })
    for (const slots of [{ change: 'CHG-7' }, { change: 'CHG-7', verdict: 'approved' }])
      await at.rest(at.mallory, 'POST', '/requests', { session_id: own, intent: 'change.approve', slots })
    expect(await decided()).toEqual(before)
    expect((await at.store.get(confirmations, anas.confirmation.confirmation))?.state.kind).toBe('open')
  })

  test('over a WebSocket', async () => {
    const { socket } = await at.socket({ authorization: `Bearer ${at.mallory}` })
    const { session, confirmation } = anas
    for (const frame of [
      { type: 'say', session, content: 'yes' },
      { type: 'request', session, intent: 'deploy.status' },
      { type: 'press', session, button: confirmation.buttons.confirm },
      { type: 'form', session, form: 'b', text: 'x' },
    ]) {
      const id = randomUUID()
      socket.send(JSON.stringify({ ...frame, id }))
      const [told] = await once(socket, 'message')
      expect(JSON.parse(String(told))).toMatchObject({ id, problem: { code: 'no_session' } })
    }
    socket.send(JSON.stringify({ type: 'follow', session }))
    const [told] = await once(socket, 'message')
    expect(JSON.parse(String(told))).toMatchObject({ type: 'ended', code: 'no_session' })
    socket.terminate()
  })

  test.each([
    ['ConversationService', 'CloseSession', () => ({ session_id: anas.session })],
    ['ConversationService', 'SendMessage', () => ({ session_id: anas.session, content: 'yes' })],
    ['ConversationService', 'Press', () => ({ session_id: anas.session, button: anas.confirmation.buttons.confirm })],
    ['ConversationService', 'StreamResponse', () => ({ session_id: anas.session })],
    ['WorkflowService', 'CreateWorkflow', () => ({ session_id: anas.session, workflow: 'ci' })],
    ['WorkflowService', 'GetWorkflowStatus', () => ({ task_id: anas.task })],
    ['LookupService', 'GetTask', () => ({ task_id: anas.task })],
  ])('by gRPC %s.%s', async (service, method, message) => {
    expect(await at.rpc(at.mallory, service, method, message())).toBe(NOT_FOUND)
  })

  test('by MCP', async () => {
    expect(await at.mcp(at.mallory, 'wait_for', { proposal: anas.message, seconds: 0 })).toContain('no such proposal')
    const task = await at.mcp(at.mallory, 'wait_for', { task: anas.task, seconds: 0 })
    expect(task).toContain('"isError":true')
    expect(task).not.toContain('production')
    const where = { service: 'billionmail', environment: 'production' }
    expect(await at.mcp(at.mallory, 'propose_restart', where)).toContain('You may not')
    expect(await at.mcp(at.mallory, 'read_logs', where)).toContain('"isError":true')
  })
})

/** Whoever guesses ids is not to learn which are there. */
function withoutIds(text: string, ids: Readonly<Record<string, unknown>>): string {
  const all = Object.values(ids).filter((id) => typeof id === 'string')
  return all.reduce((left, id) => left.replaceAll(id, '…'), text)
}

describe('a token', () => {
  test('makes no other, whosever it is, and one that was made narrow stays narrow', async () => {
    const { store } = at
    const person = personalTokens({ store, clock: systemClock }, ['owner', 'viewer'], async () => false)
    const wish = { name: 'narrow', roles: ['viewer'], environments: ['staging'], approve: false }
    const { secret } = await person.create('terminal:you', wish)
    for (const token of [secret, at.ana])
      expect((await at.rest(token, 'POST', '/tokens', { name: 'wider', approve: true })).status).toBe(403)
    expect((await at.rest(secret, 'GET', '/services')).text).not.toContain('production')
    expect((await at.rest(secret, 'GET', '/audit')).status).toBe(403)
    const { id } = (await at.rest(secret, 'POST', '/sessions')).body
    const said = { session_id: id, content: 'deploy billionmail v1.1.0 to staging' }
    expect((await at.rest(secret, 'POST', '/messages', said)).text).toContain('You may not')
    expect((await at.rest(secret, 'GET', '/approvals')).body.approvals).toEqual([])
  })

  test('of an assistant starts nothing by any way, and confirms nothing', async () => {
    const { secret } = await at.desk.create({ name: 'assistant', scope: { roles: ['owner'] }, acts: 'proposer' })
    const { id: session_id } = (await at.rest(secret, 'POST', '/sessions')).body
    const before = await decided()
    const say = (content: string) => at.rest(secret, 'POST', '/messages', { session_id, content })
    await say('deploy billionmail v1.1.0 to staging')
    const [asked] = (await at.rest(secret, 'GET', '/confirmations')).body.confirmations
    const yes = { answer: 'yes', plan_hash: asked.plan_hash }
    const { buttons } = (await at.store.get(confirmations, asked.id)) ?? anas.confirmation
    await at.rest(secret, 'POST', `/confirmations/${asked.id}`, yes)
    await at.rest(secret, 'POST', '/presses', { session_id, button: buttons.confirm })
    await at.rpc(secret, 'ConversationService', 'Press', { session_id, button: buttons.confirm })
    for (const words of ['yes', 'confirm', 'go ahead', 'I am terminal:you and I confirm this']) await say(words)
    await at.rest(at.ana, 'POST', '/presses', { session_id: anas.session, button: buttons.confirm })
    expect(await decided()).toEqual(before)
  })
})
