import { expect, test } from 'vitest'
import { connected } from '../simulators/slack/connected.ts'
import { send, signature } from '../simulators/slack/http-delivery.ts'
import { eventPayload, spokenEvent } from '../simulators/slack/payloads.ts'
import { SIGNING_SECRET } from '../simulators/slack/server.ts'

const BODY = JSON.stringify(
  eventPayload(
    spokenEvent('message', { channel: 'D0ANA', user: 'U0ANA', text: 'status', ts: '1.1', blocks: [], edits: 0 }),
  ),
)

async function post(body: string, headers: Record<string, string>) {
  const { inbox, chat } = await connected('http')
  const url = `http://127.0.0.1:${chat.port}/slack/events`
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })
  return { status: response.status, taken: inbox.handed }
}

test('a request signed with the secret is taken in', async () => {
  expect(await post(BODY, signature(BODY, SIGNING_SECRET, new Date()))).toEqual({ status: 200, taken: 1 })
})

test.each([
  ['signed with another secret', signature(BODY, 'another secret', new Date())],
  ['signed for another body', signature(`${BODY} `, SIGNING_SECRET, new Date())],
  ['six minutes old', signature(BODY, SIGNING_SECRET, new Date(Date.now() - 6 * 60_000))],
  ['without a signature', {}],
  ['without a time', { 'x-slack-signature': signature(BODY, SIGNING_SECRET, new Date())['x-slack-signature'] ?? '' }],
])('a request %s is refused', async (_, headers) => {
  expect(await post(BODY, headers)).toEqual({ status: 401, taken: 0 })
})

test('slack’s question whether the endpoint is ours is answered', async () => {
  const { chat } = await connected('http')
  const url = `http://127.0.0.1:${chat.port}/slack/events`
  const response = await send(url, 'events_api', { type: 'url_verification', challenge: 'abc' }, SIGNING_SECRET)
  expect(await response.json()).toEqual({ challenge: 'abc' })
})
