import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createWebhookSender } from '../../adapters/outgoing-webhooks/send-webhook.ts'
import { createHandClock, type HandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { openEmbeddedStore } from '../../adapters/store/embedded.ts'
import type { OpenStore } from '../../adapters/store/store.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { projections } from '../../src/domain/projections.ts'
import type { WebhookOutbox } from '../../src/ports/webhook-outbox.ts'
import type { Loop } from '../../src/runtime/loop.ts'
import { transact } from '../../src/runtime/transact.ts'
import { startOutgoingWebhooks } from '../../src/webhooks/outgoing.ts'

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

type Reply = (response: ServerResponse) => void

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const OLD_SECRET = `whsec_${Buffer.alloc(32, 8).toString('base64')}`
const FIRST_DAY = new Date('2027-03-01T09:00:00.000Z')
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

let target: Server
let url: string
let opened: OpenStore<ShipmateEvent>
let received: Received[] = []
let replies: Reply[] = []
let running: readonly Loop[] = []
let name = 0
let clock: HandClock

const taken: Reply = (response) => void response.writeHead(204).end()
const answering =
  (status: number, headers = {}): Reply =>
  (response) =>
    void response.writeHead(status, headers).end()
const silent: Reply = () => {}

beforeAll(async () => {
  target = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: await text(request) })
    const reply = replies.shift() ?? taken
    reply(response)
  })
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(target.address() as AddressInfo).port}/hooks`
  opened = await openEmbeddedStore({ folder: 'memory', projections })
})

afterEach(async () => {
  for (const loop of running) await loop.stop()
  received = []
  replies = []
})

afterAll(async () => {
  target.closeAllConnections()
  target.close()
  await opened.store.close()
})

/** @param outbox In the place of the usual one. */
function start(outbox: WebhookOutbox = opened.webhooks, allowPrivate = true, isNew = true) {
  if (isNew) {
    // Each on a day of its own, since a new target hears nothing of the days before.
    name += 1
    clock = createHandClock(new Date(FIRST_DAY.getTime() + 10 * name * DAY_MS))
  }
  const failures: string[] = []
  const faults: unknown[] = []
  const send = createWebhookSender({ url, secrets: [SECRET, OLD_SECRET], allowPrivate, timeoutMs: 2_000 })
  running = startOutgoingWebhooks({
    log: opened.store,
    audit: opened.audit,
    outbox,
    clock,
    targets: [{ name: `t${name}`, types: ['token.*', 'request.refused'], services: [], send }],
    redact: (said) => said.replaceAll('hunter2', '[redacted]'),
    onError: (fault) => faults.push(fault),
    onFailure: (_, reason, isGivenUp) => failures.push(`${reason}${isGivenUp ? ' (given up)' : ''}`),
  })
  const settled = async (): Promise<void> => {
    // What was planned is then sent.
    for (const loop of running) {
      loop.wake()
      await loop.settled()
    }
  }
  return {
    failures,
    faults,
    settled,
    async pass(ms: number) {
      clock.moveTo(new Date(clock.now().getTime() + ms))
      await settled()
    },
  }
}

let tokens = 0
async function happens(): Promise<void> {
  tokens += 1
  const token = `token-${tokens}`
  const cause = { correlationId: `c${tokens}`, actor: 'terminal:you' }
  await transact(opened.store, cause, clock.now(), async (transaction) => {
    transaction.append(`token-${token}`, { type: 'token.revoked', token, by: 'terminal:you' })
    // Not asked for.
    transaction.append(`person-${token}`, { type: 'person.named', person: `web:${token}`, name: 'x' })
  })
}

const idOf = ({ headers }: Received): unknown => headers['webhook-id']

test('an event arrives as a signed CloudEvent, under both secrets, without what is secret', async () => {
  const { settled } = start()
  await settled()
  await happens()
  await settled()
  expect(received).toHaveLength(1)
  const [{ headers, body } = { headers: {}, body: '' }] = received
  const event = JSON.parse(body)
  expect(event).toMatchObject({
    specversion: '1.0',
    source: '/shipmate',
    type: 'shipmate.token.revoked',
    datacontenttype: 'application/json',
    data: { event: 'token.revoked' },
  })
  expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8')
  expect(headers['webhook-id']).toBe(`t${name}-${event.id}`)
  const at = new Date(Number(headers['webhook-timestamp']) * 1_000)
  const signatures = [SECRET, OLD_SECRET].map((secret) => new Webhook(secret).sign(`t${name}-${event.id}`, at, body))
  expect(headers['webhook-signature']).toBe(signatures.join(' '))
  expect(at).toEqual(clock.now())
  await transact(opened.store, { correlationId: 'c', actor: 'conversation' }, clock.now(), async (transaction) =>
    transaction.append('refusals', {
      ...{ type: 'request.refused', thread: 'slack:1', by: 'slack:U1', why: 'not-permitted' },
      reason: 'hunter2 is no password to say.',
    }),
  )
  await settled()
  expect(JSON.parse(received[1]?.body ?? '').data.why).toContain('[redacted] is no password to say.')
  expect(await opened.webhooks.list()).toEqual([])
})

test('what fails is tried again, later each time, with its id; Retry-After is heeded', async () => {
  const { settled, pass, failures } = start()
  await settled()
  replies = [answering(500), answering(429, { 'retry-after': '120' }), silent]
  await happens()
  await settled()
  expect(failures).toEqual(['It answered 500.'])
  await pass(7_000)
  expect(failures).toEqual(['It answered 500.', 'It answered 429.'])
  await pass(MINUTE_MS)
  expect(received).toHaveLength(2)
  await pass(61_000)
  expect(failures.at(-1)).toBe('It did not answer within 2 s.')
  await pass(3 * MINUTE_MS)
  expect(new Set(received.map(idOf)).size).toBe(1)
  expect(received).toHaveLength(4)
  expect(await opened.webhooks.list()).toEqual([])
})

test('a kill between sending and recording sends it once more under the same id, and loses nothing', async () => {
  const killed: WebhookOutbox = {
    ...opened.webhooks,
    async markDelivered() {
      throw new Error('killed')
    },
  }
  const first = start(killed)
  await first.settled()
  await happens()
  await first.settled()
  expect(received).toHaveLength(1)
  for (const loop of running) await loop.stop()
  // The next process, after the claim of the dead one.
  const second = start(opened.webhooks, true, false)
  await second.settled()
  expect(received).toHaveLength(1)
  await second.pass(61_000)
  expect(received.map(idOf)).toEqual([idOf(received[0] as Received), idOf(received[0] as Received)])
  await happens()
  await second.settled()
  expect(received).toHaveLength(3)
  expect(await opened.webhooks.list()).toEqual([])
})

test('after a day it is given up, stays on the list, and is sent again when somebody asks', async () => {
  const { settled, pass, failures } = start()
  await settled()
  replies = Array.from({ length: 11 }, () => answering(503))
  await happens()
  await settled()
  for (let hours = 0; hours < 40; hours++) await pass(60 * MINUTE_MS)
  expect(failures.at(-1)).toBe('It answered 503. (given up)')
  const [given] = await opened.webhooks.list()
  expect(given).toMatchObject({ state: 'given-up', event: 'token.revoked', tries: 11, lastFailure: 'It answered 503.' })
  expect(await opened.webhooks.resend('nothing')).toBe(false)
  expect(await opened.webhooks.resend(given?.id ?? '')).toBe(true)
  await pass(16_000)
  expect(await opened.webhooks.list()).toEqual([])
  expect(received).toHaveLength(12)
})

test('a target that answers 410 is left alone at once; a redirect is not followed', async () => {
  const { settled, failures } = start()
  await settled()
  replies = [answering(410), answering(302, { location: url })]
  await happens()
  await happens()
  await settled()
  expect(failures.toSorted()).toEqual(['It answered 302.', 'It answered 410: it wants no more of these. (given up)'])
  for (const { id } of await opened.webhooks.list()) await opened.webhooks.markDelivered(id)
})

test('an address of this machine gets nothing unless that is allowed', async () => {
  const { settled, failures } = start(opened.webhooks, false)
  await settled()
  await happens()
  await settled()
  expect(received).toEqual([])
  expect(failures).toEqual(['Its name leads to a private address, which `allowPrivate: true` would permit.'])
})
