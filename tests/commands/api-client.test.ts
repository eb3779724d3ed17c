import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { createApiClient, isDenied } from '../../src/app/commands/client/api-client.ts'
import { connectBot } from '../../src/app/commands/client/connect.ts'

let server: Server | undefined
afterEach(() => void server?.closeAllConnections())

/** A bot that answers as it is told here. */
async function botThat(answers: (request: IncomingMessage, reply: ServerResponse) => void): Promise<string> {
  const listening = createServer(answers)
  server = listening
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  listening.unref()
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`
}

const clientOf = (url: string) => createApiClient({ url, token: 't', reconnectMs: 1 })

test('what is sent is told once, across connections that break in the middle of an event', async () => {
  const seen: (string | undefined)[] = []
  const streams = [
    'id: a\ndata: 1\n\n: \n\nid: b\ndata: 2\n\nid: c\nda',
    'id: c\ndata: 3\n\nevent: closed\ndata: {"code":"ended"}\n\n',
  ]
  const url = await botThat((request, reply) => {
    seen.push(request.headers['last-event-id'] as string | undefined)
    reply.writeHead(200, { 'content-type': 'text/event-stream' })
    reply.write(streams[seen.length - 1] ?? '', () => reply.destroy())
  })
  const told: string[] = []
  for await (const { data } of clientOf(url).follow('/x')) told.push(data)
  expect(told).toEqual(['1', '2', '3'])
  expect(seen).toEqual([undefined, 'b'])
})

test.each([
  ['not_authenticated', 'The token opens nothing any more.', true],
  ['not_allowed', 'The roles of the token do not allow this any more.', true],
  ['no_session', 'The conversation was closed.', false],
  ['not_there', 'It is not there any more, or the token may not see it any more.', false],
  ['of_a_later_version', 'The bot told no more of it (of_a_later_version).', true],
])('a stream that is closed for good (%s) is not connected again, and says why', async (code, userMessage, denied) => {
  let connections = 0
  const url = await botThat((_, reply) => {
    connections += 1
    reply.writeHead(200, { 'content-type': 'text/event-stream' })
    reply.end(`event: closed\ndata: ${JSON.stringify({ code })}\n\n`)
  })
  const refused = await clientOf(url)
    .follow('/x')
    .next()
    .catch((error: unknown) => error)
  expect(refused).toMatchObject({ code, userMessage })
  expect([isDenied(refused), connections]).toEqual([denied, 1])
})

test.each([503, 500, 429])('a bot that answers %i for a moment is asked again', async (status) => {
  let connections = 0
  const url = await botThat((_, reply) => {
    connections += 1
    const problem = { detail: 'In a moment.', code: 'store_unavailable' }
    if (connections === 1) return void reply.writeHead(status).end(JSON.stringify(problem))
    reply.writeHead(200, { 'content-type': 'text/event-stream' })
    reply.end('id: a\ndata: 1\n\nevent: closed\ndata: {"code":"ended"}\n\n')
  })
  const told: string[] = []
  for await (const { data } of clientOf(url).follow('/x')) told.push(data)
  expect([told, connections]).toEqual([['1'], 2])
})

test('a problem is a sentence; whether the token was refused is known', async () => {
  const url = await botThat((_, reply) => {
    const problem = { type: 'about:blank', title: 'x', status: 403, detail: 'You may not.', code: 'not_allowed' }
    reply.writeHead(403, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem))
  })
  const refused = await clientOf(url)
    .get('/x', z.unknown())
    .catch((error: unknown) => error)
  expect(refused).toMatchObject({ userMessage: 'You may not.', code: 'not_allowed' })
  expect(isDenied(refused)).toBe(true)
})

test.each([
  ['another program', '<html>', 200],
  ['a proxy without the bot', 'bad gateway', 502],
])('%s is not taken for the bot', async (_, body, status) => {
  const url = await botThat((_request, reply) => void reply.writeHead(status).end(body))
  await expect(clientOf(url).get('/x', z.object({}))).rejects.toMatchObject({
    userMessage: expect.stringContaining('is not Shipmate'),
  })
})

test('a token is never sent over a network in the clear, nor to what a redirect names', async () => {
  expect(() => connectBot({ url: 'http://bot.example.com' }, { SHIPMATE_TOKEN: 't' })).toThrowError(/https/)
  const url = await botThat((_, reply) => void reply.writeHead(302, { location: 'http://127.0.0.1:1/' }).end())
  await expect(clientOf(url).get('/x', z.unknown())).rejects.toMatchObject({ code: 'bot_not_reached' })
})

test.each([
  ['no token', {}, {}, 'There is no token'],
  ['a token of two words', {}, { SHIPMATE_TOKEN: 'a b' }, 'must be one word'],
  ['a file that is not there', { tokenFile: '/nowhere/token' }, {}, 'cannot be read from /nowhere/token'],
  ['an address that is none', { url: 'bot' }, { SHIPMATE_TOKEN: 't' }, 'is no address'],
])('%s is said before anybody is asked', (_, flags, env, sentence) => {
  expect(() => connectBot(flags, env)).toThrowError(sentence)
})
