import { once } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { ApiBehind } from '../../adapters/http/api/behind.ts'
import type { Presented } from '../../adapters/http/api/caller.ts'
import { MOST_CONNECTIONS } from '../../adapters/http/api/connections.ts'
import { type HealthServer, startHealthServer } from '../../adapters/http/health-server.ts'
import type { Told } from '../../adapters/http/live/frames.ts'
import { apiUnasked } from '../support/api-unasked.ts'
import { ringingClock } from '../support/ringing-clock.ts'
import { SESSION, webSession } from '../support/web-session.ts'

const MINUTE_MS = 60_000
const LOOK_MS = 15_000
const TOKEN = 'shipmate_a'

let session: ReturnType<typeof webSession>
let isValid: boolean
let clock: ReturnType<typeof ringingClock>
let server: HealthServer
let open: WebSocket[]

beforeEach(async () => {
  ;[session, isValid, clock, open] = [webSession(), true, ringingClock(), []]
  const behind: ApiBehind = {
    ...apiUnasked(),
    authenticate: async ({ value }: Presented) =>
      isValid && value === TOKEN
        ? ({ kind: 'token', user: 'web:token-a', token: 'a', proposes: false } as const)
        : undefined,
    ...{ conversation: session.conversation, clock, intents: ['deploy.status'] },
  }
  server = await startHealthServer({
    ...{ host: '127.0.0.1', port: 0, version: '1.0.0', parts: () => [], workers: () => undefined },
    api: { behind: () => behind, onFault: () => {} },
  })
})
afterEach(async () => {
  for (const one of open) one.terminate()
  await server.stop()
})

const address = () => `127.0.0.1:${server.port}`

function connecting(headers: Record<string, string> = {}, protocols: readonly string[] = []): WebSocket {
  const socket = new WebSocket(`ws://${address()}/ws`, [...protocols], {
    headers: { ...(protocols.length === 0 && { authorization: `Bearer ${TOKEN}` }), ...headers },
  })
  return kept(socket)
}

/** One that was refused is an error to its client as well. */
function kept(socket: WebSocket): WebSocket {
  socket.on('error', () => {})
  open.push(socket)
  return socket
}

interface Client {
  readonly socket: WebSocket
  send(frame: object): void
  /** The frame that comes next. */
  next(): Promise<Told>
}

async function connect(headers: Record<string, string> = {}, protocols: readonly string[] = []): Promise<Client> {
  const socket = connecting(headers, protocols)
  const told: Told[] = []
  let heard = (): void => {}
  socket.on('message', (data) => {
    told.push(JSON.parse(String(data)) as Told)
    heard()
  })
  await once(socket, 'open')
  return {
    socket,
    send: (frame) => socket.send(JSON.stringify(frame)),
    async next() {
      while (told.length === 0)
        await new Promise<void>((resolve) => {
          heard = resolve
        })
      return told.shift() as Told
    },
  }
}

/** The status that an upgrade is answered with. */
function refusal(headers: Record<string, string>, protocols: readonly string[] = []): Promise<number | undefined> {
  const socket = connecting(headers, protocols)
  return new Promise((resolve) => {
    socket.on('unexpected-response', (_request, response) => {
      response.resume()
      resolve(response.statusCode)
    })
    socket.on('open', () => resolve(undefined))
  })
}

const closing = async (socket: WebSocket): Promise<number> => (await once(socket, 'close'))[0] as number
const ID = '10000000-0000-4000-8000-000000000001'

test('what is said is recorded and answered; an answer that grows is the same message', async () => {
  const client = await connect()
  client.send({ type: 'follow', session: SESSION })
  client.send({ type: 'say', id: ID, session: SESSION, content: 'status' })
  const first = [await client.next(), await client.next()]
  expect(first).toContainEqual({ type: 'accepted', id: ID, message: ID })
  expect(first).toContainEqual(
    expect.objectContaining({ type: 'message', session: SESSION, message: expect.objectContaining({ from: 'you' }) }),
  )
  session.write('answer', 'Looking')
  expect(await client.next()).toMatchObject({ message: { id: 'answer', position: 2, content: 'Looking' } })
  session.write('answer', 'Looking at the log')
  expect(await client.next()).toMatchObject({ message: { id: 'answer', position: 3, content: 'Looking at the log' } })
  client.send({ type: 'press', id: ID, session: SESSION, button: 'yes' })
  expect(await client.next()).toEqual({ type: 'pressed', id: ID, notice: 'yes was pressed' })
})

test('after a broken connection nothing is lost, nothing comes twice, and nothing is said twice', async () => {
  const first = await connect()
  first.send({ type: 'say', id: ID, session: SESSION, content: 'status' })
  await first.next()
  for (let count = 1; count <= 50; count += 1) session.write(`m-${count}`, `number ${count}`)
  first.send({ type: 'follow', session: SESSION })
  const seen: string[] = []
  let position = 0
  const take = async (client: Client): Promise<void> => {
    const told = await client.next()
    if (told.type !== 'message') return
    seen.push(told.message.id)
    position = told.message.position
  }
  while (seen.length < 30) await take(first)
  first.socket.terminate()
  await expect.poll(session.listening).toBe(0)
  session.write('m-51', 'meanwhile')
  const second = await connect()
  second.send({ type: 'say', id: ID, session: SESSION, content: 'status' })
  second.send({ type: 'follow', session: SESSION, after: position })
  while (seen.at(-1) !== 'm-51') await take(second)
  expect(seen).toEqual([ID, ...Array.from({ length: 51 }, (_, index) => `m-${index + 1}`)])
})

test('a token is shown in the header, or as a protocol by a browser, which is answered with the other', async () => {
  const client = await connect({}, ['shipmate.v1', `shipmate.token.${TOKEN}`])
  expect(client.socket.protocol).toBe('shipmate.v1')
  for (const [headers, protocols] of [
    [{ authorization: '' }, []],
    [{ authorization: 'Bearer shipmate_b' }, []],
    [{}, ['shipmate.v1', 'shipmate.token.shipmate_b']],
    [{ authorization: 'Bearer shipmate_b' }, ['shipmate.v1', `shipmate.token.${TOKEN}`]],
  ] as const)
    expect(await refusal(headers, protocols)).toBe(401)
})

test('a page of another origin is refused, however like ours its address is', async () => {
  const port = server.port
  for (const origin of [
    'http://evil.example',
    `http://127.0.0.1:${port}.evil.example`,
    `http://127.0.0.1:${port + 1}`,
    `http://localhost:${port}`,
    `http://evil@127.0.0.1:${port}`,
    'null',
    '',
  ])
    expect([origin, await refusal({ origin })]).toEqual([origin, 403])
  expect(await refusal({ origin: `http://127.0.0.1:${port}` })).toBeUndefined()
})

test('a token that is revoked has no open connection a minute later', async () => {
  const { socket } = await connect()
  isValid = false
  const closed = closing(socket)
  clock.pass(MINUTE_MS)
  expect(await closed).toBe(4401)
})

test('a session that is closed, and one that is not there, end with their code; the connection stays', async () => {
  const client = await connect()
  client.send({ type: 'follow', session: SESSION })
  await expect.poll(session.listening).toBe(1)
  session.close()
  expect(await client.next()).toEqual({ type: 'ended', session: SESSION, code: 'no_session' })
  client.send({ type: 'say', id: ID, session: SESSION, content: 'status' })
  expect(await client.next()).toMatchObject({ type: 'problem', id: ID, problem: { status: 404, code: 'no_session' } })
})

test('whoever leaves a session hears no more of it', async () => {
  const client = await connect()
  client.send({ type: 'follow', session: SESSION })
  await expect.poll(session.listening).toBe(1)
  client.send({ type: 'follow', session: SESSION })
  expect(await client.next()).toMatchObject({ problem: { code: 'not_followed' } })
  client.send({ type: 'leave', session: SESSION })
  await expect.poll(session.listening).toBe(0)
  session.write('m-1', 'unheard')
  client.send({ type: 'press', id: ID, session: SESSION, button: 'b' })
  expect(await client.next()).toMatchObject({ type: 'pressed' })
})

test.each([
  ['no JSON', '{', 'A frame is one JSON object.'],
  ['a type that is none', '{"type":"shout"}', 'type'],
  ['an id that counts', `{"type":"say","id":"1","session":"${SESSION}","content":"x"}`, 'id'],
  ['something besides', `{"type":"leave","session":"${SESSION}","as":"root"}`, 'as'],
  ['an intent that is none', `{"type":"request","id":"${ID}","session":"${SESSION}","intent":"root"}`, 'intent'],
])('%s is answered with what is wrong, and the connection stays', async (_, text, words) => {
  const client = await connect()
  client.socket.send(text)
  const told = await client.next()
  expect(told).toMatchObject({ type: 'problem', problem: { status: 400, code: 'not_understood' } })
  expect(told.type === 'problem' && told.problem.detail).toContain(words)
  client.send({ type: 'press', id: ID, session: SESSION, button: 'b' })
  expect(await client.next()).toMatchObject({ type: 'pressed' })
})

test('a frame that is too large, or no text, ends the connection', async () => {
  const { socket } = await connect()
  socket.send('x'.repeat(300_000))
  expect(await closing(socket)).toBe(1009)
  const other = await connect()
  other.socket.send(Buffer.from('{}'))
  expect(await closing(other.socket)).toBe(1003)
})

function passAMinute(): number {
  clock.pass(MINUTE_MS)
  return session.listening()
}

test('whoever takes nothing is cut off, and may read on from where they were', async () => {
  const client = await connect()
  client.send({ type: 'follow', session: SESSION })
  await expect.poll(session.listening).toBe(1)
  client.socket.pause()
  for (let count = 1; count <= 200; count += 1) session.write(`m-${count}`, 'x'.repeat(100_000))
  await expect.poll(passAMinute).toBe(0)
  const second = await connect()
  second.send({ type: 'follow', session: SESSION, after: 199 })
  expect(await second.next()).toMatchObject({ message: { position: 200 } })
})

test('a connection whose other end is silent is cut off at the second look', async () => {
  const silent = kept(
    new WebSocket(`ws://${address()}/ws`, { autoPong: false, headers: { authorization: `Bearer ${TOKEN}` } }),
  )
  await once(silent, 'open')
  const closed = closing(silent)
  const answering = await connect()
  for (let look = 0; look < 2; look += 1) {
    const pinged = once(answering.socket, 'ping')
    clock.pass(LOOK_MS)
    await pinged
    answering.send({ type: 'press', id: ID, session: SESSION, button: 'b' })
    await answering.next()
  }
  expect(await closed).toBe(1006)
  expect(answering.socket.readyState).toBe(WebSocket.OPEN)
})

test('a token has so many connections at a time, and gets the place of one that it closes', async () => {
  const clients = await Promise.all(Array.from({ length: MOST_CONNECTIONS }, () => connect()))
  expect(await refusal({})).toBe(429)
  clients[0]?.socket.close()
  await expect.poll(() => refusal({})).toBeUndefined()
})

test('a request that is no upgrade is told so; nothing else is upgraded', async () => {
  const plain = await fetch(`http://${address()}/ws`, { headers: { authorization: `Bearer ${TOKEN}` } })
  expect([plain.status, await plain.json()]).toEqual([426, expect.objectContaining({ code: 'upgrade_required' })])
  const other = kept(new WebSocket(`ws://${address()}/health`))
  const [, response] = await once(other, 'unexpected-response')
  expect(response.statusCode).toBe(200)
})

test('the bot stops although somebody is connected, and tells them', async () => {
  const { socket } = await connect()
  const closed = closing(socket)
  await server.stop()
  expect(await closed).toBe(1001)
})
