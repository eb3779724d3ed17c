import { expect, test, vi } from 'vitest'
import { BusyError } from '../../src/ports/chat-platform.ts'
import { connected } from '../simulators/slack/connected.ts'
import { send } from '../simulators/slack/http-delivery.ts'
import { eventPayload, spokenEvent } from '../simulators/slack/payloads.ts'
import { SIGNING_SECRET } from '../simulators/slack/server.ts'

const MENTION = {
  channel: 'C0GENERAL',
  user: 'U0ANA',
  text: '<@U0SHIPMATE> status',
  ts: '1700000001.000001',
  blocks: [],
  edits: 0,
}

test('over http a full intake is 503, so that slack delivers again; its author is told nothing, and it counts once', async () => {
  const { slack, inbox, chat } = await connected('http')
  const url = `http://127.0.0.1:${chat.port}/slack/events`
  const payload = eventPayload(spokenEvent('app_mention', MENTION))
  inbox.before = async () => {
    throw new BusyError('full')
  }
  expect((await send(url, 'events_api', payload, SIGNING_SECRET)).status).toBe(503)
  expect((await send(url, 'events_api', payload, SIGNING_SECRET, 1)).status).toBe(503)
  inbox.before = async () => {}
  expect((await send(url, 'events_api', payload, SIGNING_SECRET, 2)).status).toBe(200)
  expect(inbox.messages).toHaveLength(1)
  expect(slack.ephemerals()).toEqual([])
})

test('over socket mode a full intake is not acknowledged, and what slack delivers again counts once', async () => {
  const { slack, inbox } = await connected('socket mode', { server: { redeliverAfterMs: 50 } })
  let full = 2
  inbox.before = async () => {
    if (full-- > 0) throw new BusyError('full')
  }
  const { deliveries } = await slack.mention('U0ANA', 'status', { forms: ['app_mention'] })
  expect(deliveries).toMatchObject([{ acknowledged: true }])
  // On a busy machine slack may be impatient more often; all of these have one name, under which they count once.
  expect(deliveries[0]?.tries).toBeGreaterThanOrEqual(3)
  expect(new Set(inbox.messages.map(({ keys }) => keys.join()))).toHaveProperty('size', 1)
  expect(slack.ephemerals()).toEqual([])
})

test('a command and a press at a full intake are answered with just that', async () => {
  const { slack, inbox } = await connected('http')
  inbox.before = async () => {
    throw new BusyError('full')
  }
  const { acknowledged, answer } = await slack.command('U0ANA', 'status')
  expect(acknowledged).toBe(true)
  expect(JSON.stringify(answer)).toContain('send it again in a minute')
})

test('slack is asked what somebody is called only once their message is recorded', async () => {
  const { slack, inbox } = await connected('http')
  const { promise: database, resolve: answers } = Promise.withResolvers<void>()
  inbox.before = () => database
  const said = slack.mention('U0ANA', 'status', { forms: ['app_mention'] })
  await vi.waitFor(() => expect(inbox.handed).toBe(1))
  expect(slack.calls('users.info')).toEqual([])
  answers()
  await said
  await vi.waitFor(() => expect([...inbox.names.keys()]).toEqual(['slack:U0ANA']))
})

test('a message is recorded though slack does not say whose it is', async () => {
  const { slack, inbox } = await connected('http')
  slack.failNext('users.info', 'missing_scope')
  const { deliveries } = await slack.mention('U0ANA', 'status', { forms: ['app_mention'] })
  expect(deliveries).toMatchObject([{ acknowledged: true, tries: 1 }])
  expect(inbox.messages).toHaveLength(1)
  expect(inbox.names.size).toBe(0)
})

test('somebody who says a lot at once is looked up once', async () => {
  const { slack, inbox } = await connected('http')
  await Promise.all(Array.from({ length: 30 }, () => slack.mention('U0ANA', 'status', { forms: ['app_mention'] })))
  expect(inbox.messages).toHaveLength(30)
  expect(slack.calls('users.info')).toHaveLength(1)
})
