import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ApiBehind } from '../../adapters/http/api/behind.ts'
import { MOST_CONNECTIONS } from '../../adapters/http/api/connections.ts'
import { serveApi } from '../../adapters/http/api/serve-api.ts'
import { createDoor } from '../../adapters/http/door.ts'
import { StoreUnavailableError } from '../../src/ports/event-store.ts'
import { apiUnasked } from '../support/api-unasked.ts'
import { ringingClock } from '../support/ringing-clock.ts'
import { SESSION, webSession } from '../support/web-session.ts'

const MINUTE_MS = 60_000

let session: ReturnType<typeof webSession>
let isValid: boolean
let clock: ReturnType<typeof ringingClock>
let server: FastifyInstance
let address: string
let faults: unknown[]
/** Thrown by the next look at the session, once. */
let fault: Error | undefined
let unknown: Error | undefined
const write = (key: string, text: string): void => session.write(key, text)

beforeEach(async () => {
  ;[session, isValid, clock] = [webSession(), true, ringingClock()]
  ;[faults, fault, unknown] = [[], undefined, undefined]
  server = Fastify({ forceCloseConnections: true })
  await server.register(import('@fastify/rate-limit'), { global: false })
  const behind: ApiBehind = {
    ...apiUnasked(),
    async authenticate() {
      if (unknown) throw unknown
      return isValid ? { kind: 'token', user: 'web:token-a', token: 'a', proposes: false } : undefined
    },
    conversation: {
      ...session.conversation,
      async after(...asked) {
        const thrown = fault
        fault = undefined
        if (thrown) throw thrown
        return session.conversation.after(...asked)
      },
    },
    clock,
  }
  await serveApi(server, {
    version: '1.0.0',
    door: createDoor(server),
    behind: () => behind,
    onFault: (error) => faults.push(error),
  })
  address = await server.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(() => server.close())

const connect = (query = '', headers: Record<string, string> = {}, of = SESSION): Promise<Response> =>
  fetch(`${address}/api/v1/sessions/${of}/events${query}`, {
    headers: { authorization: 'Bearer shipmate_a', ...headers },
  })

interface Event {
  readonly name: string
  readonly id: string | undefined
  readonly data: { readonly content?: string; readonly id?: string; readonly code?: string }
}

/** Events as a browser reads them, one at a time. */
async function* eventsOf({ body }: Response): AsyncGenerator<Event> {
  let rest = ''
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const parts = (rest + chunk).split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const fields = new Map(part.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]))
      const data = fields.get('data')
      if (data !== undefined)
        yield { name: fields.get('event') ?? '', id: fields.get('id'), data: JSON.parse(data) as Event['data'] }
    }
  }
}

async function next(events: AsyncGenerator<Event>): Promise<Event | undefined> {
  const { value } = await events.next()
  return value as Event | undefined
}

test('messages come as they are written; a draft that grows is the same message', async () => {
  write('m-1', 'Looking')
  const response = await connect()
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const events = eventsOf(response)
  expect(await next(events)).toMatchObject({ name: 'message', id: '1', data: { id: 'm-1', content: 'Looking' } })
  write('m-1', 'Looking at the log')
  expect(await next(events)).toMatchObject({ id: '2', data: { id: 'm-1', content: 'Looking at the log' } })
  write('m-2', 'Done')
  expect(await next(events)).toMatchObject({ id: '3', data: { id: 'm-2' } })
})

test('after a broken connection nothing is lost and nothing comes twice', async () => {
  for (let count = 1; count <= 50; count += 1) write(`m-${count}`, `number ${count}`)
  const first = eventsOf(await connect())
  const seen: string[] = []
  for (let count = 0; count < 30; count += 1) seen.push((await next(first))?.data.id ?? '')
  await first.return(undefined)
  write('m-51', 'meanwhile')
  // A browser sends the address as it was, with what it has had.
  const second = eventsOf(await connect('?after=0', { 'last-event-id': '30' }))
  while (seen.at(-1) !== 'm-51') seen.push((await next(second))?.data.id ?? '')
  expect(seen).toEqual(Array.from({ length: 51 }, (_, index) => `m-${index + 1}`))
})

test('a position in the address reads on from there', async () => {
  write('m-1', 'known')
  write('m-2', 'new')
  expect(await next(eventsOf(await connect('?after=1')))).toMatchObject({ id: '2', data: { content: 'new' } })
})

test('a token that is revoked or has expired has no open connection a minute later', async () => {
  const events = eventsOf(await connect())
  write('m-1', 'hello')
  await next(events)
  isValid = false
  clock.pass(MINUTE_MS)
  expect(await next(events)).toMatchObject({ name: 'closed', data: { code: 'not_authenticated' } })
  expect(await next(events)).toBeUndefined()
  await expect.poll(() => session.listening()).toBe(0)
})

test('a session that is closed ends its connections', async () => {
  const events = eventsOf(await connect())
  write('m-1', 'hello')
  await next(events)
  session.close()
  expect(await next(events)).toMatchObject({ name: 'closed', data: { code: 'no_session' } })
  expect(await next(events)).toBeUndefined()
})

test.each([
  ['a database that is away', new StoreUnavailableError('away'), 0],
  ['a fault', new Error('a mistake'), 1],
])(
  '%s breaks a connection, so that its reader connects again, and is reported where it is a mistake',
  async (_, error, told) => {
    const events = eventsOf(await connect())
    write('m-1', 'hello')
    await next(events)
    fault = error
    write('m-2', 'meanwhile')
    await expect(next(events)).rejects.toThrow()
    expect(faults).toEqual(told === 0 ? [] : [error])
    expect(await next(eventsOf(await connect('', { 'last-event-id': '1' })))).toMatchObject({ id: '2' })
    await expect.poll(() => session.listening()).toBe(1)
  },
)

test('where nobody can tell whether a token is valid, its connection breaks and is not closed for good', async () => {
  const events = eventsOf(await connect())
  write('m-1', 'hello')
  await next(events)
  unknown = new Error('no answer')
  clock.pass(MINUTE_MS)
  await expect(next(events)).rejects.toThrow()
  expect(faults).toEqual([unknown])
})

function passAMinute(): number {
  clock.pass(MINUTE_MS)
  return session.listening()
}

test('whoever takes nothing is cut off, and may read on from where they were', async () => {
  const response = await connect()
  await expect.poll(() => session.listening()).toBe(1)
  for (let count = 1; count <= 200; count += 1) write(`m-${count}`, 'x'.repeat(100_000))
  // Nobody reads; the reader gives up at some message, and the bot at the reader.
  await expect.poll(passAMinute).toBe(0)
  await expect(response.text()).rejects.toThrow()
  expect(await next(eventsOf(await connect('?after=199')))).toMatchObject({ id: '200' })
})

test('a token has so many connections at a time, and gets the place of one that it closes', async () => {
  const open = await Promise.all(Array.from({ length: MOST_CONNECTIONS }, () => connect()))
  expect(open.every(({ status }) => status === 200)).toBe(true)
  const refused = await connect()
  expect(refused.status).toBe(429)
  expect(await refused.json()).toMatchObject({ code: 'too_many_connections' })
  await open[0]?.body?.cancel()
  await expect.poll(async () => (await connect()).status).toBe(200)
})

test.each([
  ['a position that is none', '?after=-1', {}, SESSION, 400],
  ['a last event that is no position', '', { 'last-event-id': 'x' }, SESSION, 400],
  ['a session that is not there', '', {}, '00000000-0000-4000-8000-000000000002', 404],
  ['a token in the address', '?token=shipmate_a', { authorization: '' }, SESSION, 401],
] as const)('%s is refused before anything is sent', async (_, query, headers, of, status) => {
  const response = await connect(query, headers, of)
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
})
