import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { TRUST_NOBODY, trustIn } from '../../adapters/local-host/host/forwarding.ts'
import { freePort } from '../../adapters/local-host/host/free-port.ts'
import { createProxies, type Proxies } from '../../adapters/local-host/host/proxies.ts'
import type { Answered } from '../../adapters/local-host/host/traffic-meter.ts'
import type { Upstream } from '../../adapters/local-host/host/upstream.ts'

interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

let service: Server
let proxies: Proxies
let port: number
let servicePort: number
let to: Upstream
/** What the service was asked. */
let seen: Seen[]
/** How it answers. */
let answer: (request: IncomingMessage, response: ServerResponse) => void
let counted: Answered[]
/** Whether each user was failed. */
let users: boolean[]
let clock: number
let trust = TRUST_NOBODY

beforeEach(async () => {
  counted = []
  users = []
  seen = []
  clock = 0
  trust = TRUST_NOBODY
  answer = (_, response) => response.end('served')
  service = createServer(async (asked, response) => {
    asked.on('error', () => undefined)
    const body = answersAtOnce ? '' : await text(asked).catch(() => undefined)
    if (body === undefined) return
    seen.push({ method: asked.method ?? '', url: asked.url ?? '', headers: asked.headers, body })
    answer(asked, response)
  })
  answersAtOnce = false
  await once(service.listen(0, '127.0.0.1'), 'listening')
  servicePort = (service.address() as AddressInfo).port
  to = { kind: 'instance', id: 'one', task: 'TASK-1', port: servicePort }
  port = await freePort()
  proxies = createProxies(
    '127.0.0.1',
    () => {},
    () => ({ release: (answered) => counted.push(answered), user: (failed) => users.push(failed) }),
    () => clock,
  )
  await proxies.open(
    'mail/staging',
    port,
    () => to,
    () => trust,
  )
})
afterEach(async () => {
  vi.useRealTimers()
  await proxies.close()
  service.closeAllConnections()
  service.close()
})

/** The service answers before the request is whole. */
let answersAtOnce = false

async function text(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts).toString()
}

function open(): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  return socket
}

/** Sends these lines as they stand, and gives everything that comes back until the connection is closed. */
async function send(...lines: readonly string[]): Promise<string> {
  const socket = open()
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  return text(socket)
}

const HOST = 'Host: mail.example.com'
const CLOSE = 'Connection: close'
const SERVED = [{ task: 'TASK-1', failed: false }]
const FAILED = [{ task: 'TASK-1', failed: true }]

describe('legal requests reach the service, and what is between a user and the proxy alone does not', () => {
  test.each([
    ['Keep-Alive', [CLOSE, 'Keep-Alive: timeout=5']],
    ['a lone Upgrade', [CLOSE, 'Upgrade: foo']],
    [
      'an upgrade to HTTP/2',
      ['Connection: close, Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABk'],
    ],
    ['an upgrade that nobody knows', ['Connection: close, Upgrade', 'Upgrade: foo/2']],
    ['TE', ['Connection: close, TE', 'TE: trailers']],
    ['Trailer', [CLOSE, 'Trailer: Expires']],
    ['Proxy-…', [CLOSE, 'Proxy-Connection: keep-alive', 'Proxy-Authorization: Basic eHh4', 'Proxy: http://evil']],
    ['what Connection names', ['Connection: close, X-Hop', 'X-Hop: 1']],
  ])('%s', async (_, headers) => {
    expect(await send('GET /inbox HTTP/1.1', HOST, ...headers)).toMatch(/^HTTP\/1.1 200 OK\r\n/)
    expect(Object.keys(seen[0]?.headers ?? {}).toSorted()).toEqual([
      'connection',
      'host',
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
    ])
    expect(seen[0]?.headers.connection).toBe('keep-alive')
    expect(counted).toMatchObject(SERVED)
    expect(users).toEqual([false])
  })

  test('an upload that waits to be let in is let in, and arrives whole', async () => {
    const body = 'x'.repeat(2_000_000)
    const upload = request({ port, host: '127.0.0.1', method: 'POST', headers: { expect: '100-continue' } })
    upload.flushHeaders()
    await once(upload, 'continue')
    upload.end(body)
    const [response] = (await once(upload, 'response')) as [IncomingMessage]
    expect([response.statusCode, await text(response)]).toEqual([200, 'served'])
    expect(seen[0]?.body).toHaveLength(body.length)
    expect(seen[0]?.headers.expect).toBeUndefined()
    expect(counted).toMatchObject(SERVED)
  })

  test('Connection never takes away what says where a message ends or whom it is for', async () => {
    const reply = await send(
      'POST / HTTP/1.1',
      HOST,
      'Connection: close, Content-Length, Host',
      'Content-Length: 5',
      '',
      'hello',
    )
    expect(reply).toMatch(/^HTTP\/1.1 200/)
    expect(seen[0]).toMatchObject({ body: 'hello', headers: { host: 'mail.example.com', 'content-length': '5' } })
  })

  test('a body in pieces stays one request, whatever its method', async () => {
    const reply = await send('GET /a HTTP/1.1', HOST, CLOSE, 'Transfer-Encoding: chunked', '', '5', 'hello', '0')
    expect(reply).toMatch(/^HTTP\/1.1 200/)
    expect(seen).toMatchObject([{ url: '/a', body: 'hello' }])
  })

  test('what an answer says of its own connection does not reach the user', async () => {
    answer = (_, response) =>
      response
        .writeHead(200, { 'keep-alive': 'timeout=1', 'proxy-authenticate': 'Basic', 'set-cookie': ['a=1', 'b=2'] })
        .end('served')
    const reply = await send('GET / HTTP/1.1', HOST, CLOSE)
    expect(reply).not.toMatch(/keep-alive|proxy-authenticate/i)
    expect(reply).toMatch(/set-cookie: a=1\r\nset-cookie: b=2\r\n/)
  })
})

describe('methods and paths', () => {
  test.each(['PROPFIND', 'MKCOL', 'REPORT', 'QUERY', 'PURGE', 'M-SEARCH'])('%s reaches the service', async (method) => {
    expect(
      await send(`${method} /calendar HTTP/1.1`, HOST, CLOSE, 'Content-Type: nonsense', 'Content-Length: 2', '', '{}'),
    ).toMatch(/^HTTP\/1.1 200/)
    expect(seen).toMatchObject([{ method, url: '/calendar', body: '{}' }])
  })

  test.each(['/...', '/a/../b', '/.../x?y=/..', '//elsewhere/x', '/%zz', '/a%2Fb', '/a//b', '/a\\b', '/%2e%2e/x'])(
    '%s reaches the service as it is',
    async (path) => {
      expect(await send(`GET ${path} HTTP/1.1`, HOST, CLOSE)).toMatch(/^HTTP\/1.1 200/)
      expect(seen).toMatchObject([{ url: path }])
    },
  )

  test.each([
    ['http://other.example.com/a?b', '/a?b'],
    ['http://user@other.example.com', '/'],
  ])('%s says whom it is for, never where to go', async (target, url) => {
    expect(await send(`GET ${target} HTTP/1.1`, HOST, CLOSE)).toMatch(/^HTTP\/1.1 200/)
    expect(seen).toMatchObject([{ url, headers: { host: 'other.example.com' } }])
  })

  test('TRACE is refused by the proxy: it would show scripts what browsers keep from them', async () => {
    const reply = await send('TRACE / HTTP/1.1', HOST, CLOSE, 'Cookie: session=1')
    expect(reply).toMatch(/^HTTP\/1.1 405 Method Not Allowed\r\nallow: .*PROPFIND/)
    expect(reply).not.toMatch(/session=1|TRACE/)
    expect([seen, counted, users]).toEqual([[], [], []])
  })
})

test('CONNECT is refused too, and whoever resets such a connection does no harm', async () => {
  const socket = open()
  socket.write('CONNECT elsewhere.example.com:443 HTTP/1.1\r\nHost: elsewhere.example.com\r\n\r\n')
  expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 405/)
  socket.resetAndDestroy()
  expect(await send('GET / HTTP/1.1', HOST, CLOSE)).toMatch(/^HTTP\/1.1 200/)
  expect(counted).toMatchObject(SERVED)
})

describe('who asks', () => {
  const FORGED = [
    'X-Forwarded-For: 6.6.6.6',
    'X-Forwarded-Proto: https',
    'X-Forwarded-Host: evil',
    'X-Forwarded-Port: 1',
  ]
  const MORE = ['X-Real-IP: 6.6.6.6', 'Forwarded: for=6.6.6.6']
  const asked = (): IncomingHttpHeaders => seen[0]?.headers ?? {}

  test('the service is told the host that its user wrote', async () => {
    await send('GET / HTTP/1.1', HOST, CLOSE)
    expect(asked().host).toBe('mail.example.com')
  })

  test("a user's own word on where it comes from is dropped", async () => {
    await send('GET / HTTP/1.1', HOST, CLOSE, ...FORGED, ...MORE)
    expect(asked()).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': 'mail.example.com',
    })
    expect(Object.keys(asked())).not.toEqual(expect.arrayContaining(['x-real-ip']))
    expect(asked().forwarded).toBeUndefined()
    expect(asked()['x-forwarded-port']).toBeUndefined()
  })

  test('nor is it passed on in the spelling that many services take for the same', async () => {
    for (const trusted of [TRUST_NOBODY, trustIn(['loopback'])]) {
      trust = trusted
      await send('GET / HTTP/1.1', HOST, CLOSE, ...[...FORGED, ...MORE].map((line) => line.replaceAll('-', '_')))
    }
    const names = seen.flatMap(({ headers }) => Object.keys(headers))
    expect(names.filter((name) => name.includes('_'))).toEqual([])
  })

  test("a trusted proxy's word is kept, and its address added", async () => {
    trust = trustIn(['127.0.0.0/8', '10.0.0.0/8'])
    await send(
      'GET / HTTP/1.1',
      HOST,
      CLOSE,
      'X-Forwarded-Proto: https',
      'X-Forwarded-Host: shop.example.com',
      'X-Real-IP: 203.0.113.5',
      'Forwarded: for=203.0.113.5',
      'X-Forwarded-For: 203.0.113.5, 10.0.0.1',
    )
    expect(asked()).toMatchObject({
      'x-forwarded-for': '203.0.113.5, 10.0.0.1, 127.0.0.1',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'shop.example.com',
      'x-real-ip': '203.0.113.5',
      forwarded: 'for=203.0.113.5, for=127.0.0.1',
    })
  })

  test('what no trusted proxy vouches for is dropped from the list of addresses', async () => {
    trust = trustIn(['loopback'])
    await send('GET / HTTP/1.1', HOST, CLOSE, 'X-Forwarded-For: 6.6.6.6, 203.0.113.5')
    expect(asked()['x-forwarded-for']).toBe('203.0.113.5, 127.0.0.1')
  })
})

describe("what is the release's error, and what is not", () => {
  test.each([
    ['no HTTP', 'nonsense'],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close'],
    ['an expectation that nobody knows', `GET / HTTP/1.1\r\n${HOST}\r\n${CLOSE}\r\nExpect: wonders`],
    ['two lengths', `POST / HTTP/1.1\r\n${HOST}\r\nContent-Length: 1\r\nContent-Length: 2`],
    ['headers without end', `GET / HTTP/1.1\r\n${HOST}\r\nX: ${'x'.repeat(20_000)}`],
  ])('what the proxy itself refuses is not: %s', async (_, lines) => {
    expect(await send(lines)).toMatch(/^HTTP\/1.1 4/)
    expect([seen, counted, users]).toEqual([[], [], []])
  })

  test('a user who leaves in the middle of an upload is not', async () => {
    const socket = open()
    socket.write(['POST / HTTP/1.1', HOST, 'Content-Length: 10', '', 'he'].join('\r\n'))
    await expect.poll(() => proxies.inFlight('one')).toBe(1)
    clock = 60_000
    socket.destroy()
    await expect.poll(() => proxies.inFlight('one')).toBe(0)
    expect([counted, users]).toEqual([[], []])
  })

  test('a user who leaves at once is not; one who has waited long was served slowly, which is no error', async () => {
    answer = () => undefined
    for (const waited of [999, 5_000]) {
      const socket = open()
      socket.write(['GET / HTTP/1.1', HOST, '', ''].join('\r\n'))
      await expect.poll(() => proxies.inFlight('one')).toBe(1)
      clock += waited
      socket.destroy()
      await expect.poll(() => proxies.inFlight('one')).toBe(0)
    }
    expect(counted).toEqual([{ task: 'TASK-1', failed: false, ms: 5_000 }])
    expect(users).toEqual([false])
  })

  test('a user who stops sending is told so after five minutes, and is not', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const socket = open()
    socket.write(['POST / HTTP/1.1', HOST, 'Content-Length: 10', '', 'he'].join('\r\n'))
    await expect.poll(() => proxies.inFlight('one')).toBe(1)
    vi.advanceTimersByTime(6 * 60_000)
    expect(await text(socket)).toMatch(/^HTTP\/1.1 408/)
    expect([counted, users]).toEqual([[], []])
  })

  test('an upload that goes on is not cut, however long it takes', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    let arrived = 0
    answersAtOnce = true
    answer = (asked, response) => {
      asked.on('data', (part: Buffer) => {
        arrived += part.length
      })
      asked.once('end', () => response.end('served'))
    }
    const socket = open()
    socket.write(['POST / HTTP/1.1', HOST, CLOSE, 'Content-Length: 20', '', ''].join('\r\n'))
    for (let piece = 1; piece <= 20; piece++) {
      socket.write('x')
      await expect.poll(() => arrived).toBe(piece)
      vi.advanceTimersByTime(2 * 60_000)
    }
    expect(await text(socket)).toMatch(/^HTTP\/1.1 200/)
    expect(counted).toMatchObject(SERVED)
  })

  test('an instance that never answers is', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    answer = () => undefined
    const reply = send('GET / HTTP/1.1', HOST, CLOSE)
    await expect.poll(() => seen).toHaveLength(1)
    vi.advanceTimersByTime(6 * 60_000)
    expect(await reply).toMatch(/^HTTP\/1.1 504/)
    expect([counted, users]).toMatchObject([FAILED, [true]])
  })

  test.each(['GET', 'POST'])('an instance that refuses the connection is (%s)', async (method) => {
    to = { kind: 'instance', id: 'one', task: 'TASK-1', port: await freePort() }
    expect(await send(`${method} / HTTP/1.1`, HOST, CLOSE, 'Content-Length: 0')).toMatch(/^HTTP\/1.1 502/)
    expect([counted, users]).toMatchObject([FAILED, [true]])
  })

  test('an instance that breaks off is, and one that answers no HTTP', async () => {
    answer = (asked) => asked.socket.destroy()
    expect(await send('GET / HTTP/1.1', HOST, CLOSE)).toMatch(/^HTTP\/1.1 502/)
    answer = (asked) => asked.socket.end('nonsense\r\n\r\n')
    expect(await send('GET / HTTP/1.1', HOST, CLOSE)).toMatch(/^HTTP\/1.1 502/)
    expect([counted, users]).toMatchObject([
      [...FAILED, ...FAILED],
      [true, true],
    ])
  })

  test('a kept connection that the instance closes as the request comes is not: it is asked once more', async () => {
    const connections = new Set<Socket>()
    answer = (asked, response) => {
      const isKept = connections.has(asked.socket)
      connections.add(asked.socket)
      if (isKept) asked.socket.destroy()
      else response.end('served')
    }
    for (const _ of [1, 2]) expect(await send('GET / HTTP/1.1', HOST, CLOSE)).toMatch(/^HTTP\/1.1 200/)
    expect(seen).toHaveLength(3)
    expect(counted).toMatchObject([...SERVED, ...SERVED])
  })

  test('an early answer to an upload is its answer', async () => {
    answersAtOnce = true
    answer = (_, response) => response.writeHead(413, { connection: 'close' }).end('too large')
    const reply = await send('POST / HTTP/1.1', HOST, CLOSE, 'Content-Length: 1000000', '', 'x')
    expect(reply).toMatch(/^HTTP\/1.1 413/)
    expect(counted).toMatchObject(SERVED)
  })

  test('an answer that breaks off half-way breaks off for the user too', async () => {
    answer = (asked, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('half', () => asked.socket.destroy())
    }
    const reply = await send('GET / HTTP/1.1', HOST)
    expect(reply).toMatch(/^HTTP\/1.1 200/)
    await expect.poll(() => proxies.inFlight('one')).toBe(0)
  })
})

describe('WebSockets', () => {
  const ASKING = [
    HOST,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ]

  test('the instance accepts them itself, hears who asks, and they are no figure', async () => {
    service.on('upgrade', (asked: IncomingMessage, socket: Socket) => {
      seen.push({ method: asked.method ?? '', url: asked.url ?? '', headers: asked.headers, body: '' })
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
      socket.pipe(socket)
    })
    const socket = open()
    socket.write(
      `${['GET /live HTTP/1.1', ...ASKING, 'Authorization: Bearer x', 'X-Forwarded-For: 6.6.6.6'].join('\r\n')}\r\n\r\n`,
    )
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 101/)
    socket.write('echo')
    expect(String((await once(socket, 'data'))[0])).toBe('echo')
    expect(seen[0]?.headers).toMatchObject({
      authorization: 'Bearer x',
      host: 'mail.example.com',
      'x-forwarded-for': '127.0.0.1',
    })
    expect(proxies.inFlight('one')).toBe(1)
    socket.destroy()
    await expect.poll(() => proxies.inFlight('one')).toBe(0)
    expect([counted, users]).toEqual([[], []])
  })

  test('one that the instance answers as a request is a request', async () => {
    service.on('upgrade', (_: IncomingMessage, socket: Socket) =>
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'),
    )
    expect(await send('GET /live HTTP/1.1', ...ASKING)).toMatch(/^HTTP\/1.1 403/)
    expect([counted, users]).toMatchObject([SERVED, [false]])
  })

  test("one that finds no instance is the release's error", async () => {
    to = { kind: 'instance', id: 'one', task: 'TASK-1', port: await freePort() }
    expect(await send('GET /live HTTP/1.1', ...ASKING)).toMatch(/^HTTP\/1.1 502/)
    expect([counted, users]).toMatchObject([FAILED, [true]])
  })

  test('open ones do not keep a port from closing', async () => {
    service.on('upgrade', (_: IncomingMessage, socket: Socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'),
    )
    const socket = open()
    socket.write(`${['GET /live HTTP/1.1', ...ASKING].join('\r\n')}\r\n\r\n`)
    await once(socket, 'data')
    await proxies.close()
    await once(socket, 'close')
    expect(proxies.inFlight('one')).toBe(0)
  })
})
