import { once } from 'node:events'
import { connect } from 'node:net'
import { pino } from 'pino'
import { afterEach, expect, test, vi } from 'vitest'
import { connected } from '../simulators/slack/connected.ts'
import { signature } from '../simulators/slack/http-delivery.ts'
import { eventPayload, spokenEvent } from '../simulators/slack/payloads.ts'
import { SIGNING_SECRET } from '../simulators/slack/server.ts'

afterEach(() => void vi.restoreAllMocks())

const STATUS = { channel: 'D0ANA', user: 'U0ANA', text: 'status', ts: '1.1', blocks: [], edits: 0 } as const
const BODY = JSON.stringify(eventPayload(spokenEvent('message', STATUS)))

async function post(port: number | undefined, body: string, headers: Record<string, string>): Promise<number> {
  const url = `http://127.0.0.1:${port}/slack/events`
  const type = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', body, headers: { ...type, ...headers } })
  return response.status
}

test.each(['null', '[]', '7', '"hello"', 'true', 'not json'])(
  'a signed body that is %s is refused, and the bot goes on',
  async (body) => {
    const { chat, inbox } = await connected('http')
    expect(await post(chat.port, body, signature(body, SIGNING_SECRET, new Date()))).toBe(400)
    expect(await post(chat.port, BODY, signature(BODY, SIGNING_SECRET, new Date()))).toBe(200)
    expect(inbox.messages).toHaveLength(1)
  },
)

test.each([
  ['an hour ahead', String(Math.floor(Date.now() / 1_000) + 3_600)],
  ['Infinity', 'Infinity'],
  ['NaN', 'NaN'],
  ['a number too large to be a time', '1e30'],
  ['nothing', ''],
  ['six minutes ahead', String(Math.floor(Date.now() / 1_000) + 360)],
])('a signature dated %s is refused', async (_, time) => {
  const { chat, inbox } = await connected('http')
  expect(await post(chat.port, BODY, signature(BODY, SIGNING_SECRET, time))).toBe(401)
  expect(inbox.handed).toBe(0)
})

test('a clock a minute apart from slack’s is no reason to refuse', async () => {
  const { chat, inbox } = await connected('http')
  const ahead = new Date(Date.now() + 60_000)
  expect(await post(chat.port, BODY, signature(BODY, SIGNING_SECRET, ahead))).toBe(200)
  expect(inbox.handed).toBe(1)
})

test('whoever sends half a request and waits does not hold up a stop', async () => {
  const { chat } = await connected('http')
  const socket = connect(chat.port ?? 0, '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write('POST /slack/events HTTP/1.1\r\nhost: shipmate\r\ncontent-length: 100\r\n\r\n{"half":')
  const closed = once(socket, 'close')
  await chat.stop()
  await closed
  expect(chat.state().connected).toBe(false)
})

test('a path that is not slack’s is not found', async () => {
  const { chat } = await connected('http')
  const response = await fetch(`http://127.0.0.1:${chat.port}/elsewhere`)
  expect(response.status).toBe(404)
})

test('a flood of unsigned requests is one line, then a count each minute', async () => {
  const lines: { readonly reason?: string; readonly sinceTheLastLine?: number }[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const { chat } = await connected('http', { log })
  for (let sent = 0; sent < 30; sent += 1) await post(chat.port, BODY, {})
  expect(lines).toHaveLength(1)
  const now = performance.now()
  vi.spyOn(performance, 'now').mockImplementation(() => now + 61_000)
  await post(chat.port, BODY, {})
  expect(lines).toHaveLength(2)
  expect(lines[1]).toMatchObject({ sinceTheLastLine: 29 })
})

test('what was taken in only after slack had given up is left for it to deliver again, and counts once', async () => {
  const { slack, inbox } = await connected('http')
  const now = performance.now.bind(performance)
  let passed = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now() + passed)
  inbox.before = async () => {
    if (inbox.handed === 1) passed = 4_000
  }
  const { deliveries } = await slack.direct('U0ANA', 'status')
  expect(deliveries).toEqual([{ acknowledged: true, tries: 2 }])
  expect(inbox.messages).toHaveLength(1)
})
