import { once } from 'node:events'
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { TRUST_NOBODY, trustIn } from '../../adapters/local-host/host/forwarding.ts'
import { freePort } from '../../adapters/local-host/host/free-port.ts'
import { CLOSE, FAILED, HOST, SERVED, text, useProxy } from '../support/proxy-stage.ts'

const stage = useProxy()

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
    expect(await stage.send('GET /inbox HTTP/1.1', HOST, ...headers)).toMatch(/^HTTP\/1.1 200 OK\r\n/)
    expect(Object.keys(stage.seen[0]?.headers ?? {}).toSorted()).toEqual([
      'connection',
      'host',
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
    ])
    expect(stage.seen[0]?.headers.connection).toBe('keep-alive')
    expect(stage.counted).toMatchObject(SERVED)
    expect(stage.users).toEqual([false])
  })

  test('an upload that waits to be let in is let in, and arrives whole', async () => {
    const body = 'x'.repeat(2_000_000)
    const upload = request({ port: stage.port, host: '127.0.0.1', method: 'POST', headers: { expect: '100-continue' } })
    upload.flushHeaders()
    await once(upload, 'continue')
    upload.end(body)
    const [response] = (await once(upload, 'response')) as [IncomingMessage]
    expect([response.statusCode, await text(response)]).toEqual([200, 'served'])
    expect(stage.seen[0]?.body).toHaveLength(body.length)
    expect(stage.seen[0]?.headers.expect).toBeUndefined()
    expect(stage.counted).toMatchObject(SERVED)
  })

  test('Connection never takes away what says where a message ends or whom it is for', async () => {
    const reply = await stage.send(
      'POST / HTTP/1.1',
      HOST,
      'Connection: close, Content-Length, Host',
      'Content-Length: 5',
      '',
      'hello',
    )
    expect(reply).toMatch(/^HTTP\/1.1 200/)
    expect(stage.seen[0]).toMatchObject({ body: 'hello', headers: { host: 'mail.example.com', 'content-length': '5' } })
  })

  test('a body in pieces stays one request, whatever its method', async () => {
    const reply = await stage.send('GET /a HTTP/1.1', HOST, CLOSE, 'Transfer-Encoding: chunked', '', '5', 'hello', '0')
    expect(reply).toMatch(/^HTTP\/1.1 200/)
    expect(stage.seen).toMatchObject([{ url: '/a', body: 'hello' }])
  })

  test('what an answer says of its own connection does not reach the user', async () => {
    stage.answer = (_, response) =>
      response
        .writeHead(200, { 'keep-alive': 'timeout=1', 'proxy-authenticate': 'Basic', 'set-cookie': ['a=1', 'b=2'] })
        .end('served')
    const reply = await stage.send('GET / HTTP/1.1', HOST, CLOSE)
    expect(reply).not.toMatch(/keep-alive|proxy-authenticate/i)
    expect(reply).toMatch(/set-cookie: a=1\r\nset-cookie: b=2\r\n/)
  })
})

describe('methods and paths', () => {
  test.each(['PROPFIND', 'MKCOL', 'REPORT', 'QUERY', 'PURGE', 'M-SEARCH'])('%s reaches the service', async (method) => {
    expect(
      await stage.send(
        `${method} /calendar HTTP/1.1`,
        HOST,
        CLOSE,
        'Content-Type: nonsense',
        'Content-Length: 2',
        '',
        '{}',
      ),
    ).toMatch(/^HTTP\/1.1 200/)
    expect(stage.seen).toMatchObject([{ method, url: '/calendar', body: '{}' }])
  })

  test.each(['/...', '/a/../b', '/.../x?y=/..', '//elsewhere/x', '/%zz', '/a%2Fb', '/a//b', '/a\\b', '/%2e%2e/x'])(
    '%s reaches the service as it is',
    async (path) => {
      expect(await stage.send(`GET ${path} HTTP/1.1`, HOST, CLOSE)).toMatch(/^HTTP\/1.1 200/)
      expect(stage.seen).toMatchObject([{ url: path }])
    },
  )

  test.each([
    ['http://other.example.com/a?b', '/a?b'],
    ['http://user@other.example.com', '/'],
  ])('%s says whom it is for, never where to go', async (target, url) => {
    expect(await stage.send(`GET ${target} HTTP/1.1`, HOST, CLOSE)).toMatch(/^HTTP\/1.1 200/)
    expect(stage.seen).toMatchObject([{ url, headers: { host: 'other.example.com' } }])
  })

  test('TRACE is refused by the proxy: it would show scripts what browsers keep from them', async () => {
    const reply = await stage.send('TRACE / HTTP/1.1', HOST, CLOSE, 'Cookie: session=1')
    expect(reply).toMatch(/^HTTP\/1.1 405 Method Not Allowed\r\nallow: .*PROPFIND/)
    expect(reply).not.toMatch(/session=1|TRACE/)
    expect([stage.seen, stage.counted, stage.users]).toEqual([[], [], []])
  })
})

test('CONNECT is refused too, and whoever resets such a connection does no harm', async () => {
  const socket = stage.open()
  socket.write('CONNECT elsewhere.example.com:443 HTTP/1.1\r\nHost: elsewhere.example.com\r\n\r\n')
  expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 405/)
  socket.resetAndDestroy()
  expect(await stage.send('GET / HTTP/1.1', HOST, CLOSE)).toMatch(/^HTTP\/1.1 200/)
  expect(stage.counted).toMatchObject(SERVED)
})

describe('who asks', () => {
  const FORGED = [
    'X-Forwarded-For: 6.6.6.6',
    'X-Forwarded-Proto: https',
    'X-Forwarded-Host: evil',
    'X-Forwarded-Port: 1',
  ]
  const MORE = ['X-Real-IP: 6.6.6.6', 'Forwarded: for=6.6.6.6']
  const asked = (): IncomingHttpHeaders => stage.seen[0]?.headers ?? {}

  test('the service is told the host that its user wrote', async () => {
    await stage.send('GET / HTTP/1.1', HOST, CLOSE)
    expect(asked().host).toBe('mail.example.com')
  })

  test("a user's own word on where it comes from is dropped", async () => {
    await stage.send('GET / HTTP/1.1', HOST, CLOSE, ...FORGED, ...MORE)
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
      stage.trust = trusted
      await stage.send('GET / HTTP/1.1', HOST, CLOSE, ...[...FORGED, ...MORE].map((line) => line.replaceAll('-', '_')))
    }
    const names = stage.seen.flatMap(({ headers }) => Object.keys(headers))
    expect(names.filter((name) => name.includes('_'))).toEqual([])
  })

  test("a trusted proxy's word is kept, and its address added", async () => {
    stage.trust = trustIn(['127.0.0.0/8', '10.0.0.0/8'])
    await stage.send(
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
    stage.trust = trustIn(['loopback'])
    await stage.send('GET / HTTP/1.1', HOST, CLOSE, 'X-Forwarded-For: 6.6.6.6, 203.0.113.5')
    expect(asked()['x-forwarded-for']).toBe('203.0.113.5, 127.0.0.1')
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
    stage.service.on('upgrade', (asked: IncomingMessage, socket: Socket) => {
      stage.seen.push({ method: asked.method ?? '', url: asked.url ?? '', headers: asked.headers, body: '' })
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
      socket.pipe(socket)
    })
    const socket = stage.open()
    socket.write(
      `${['GET /live HTTP/1.1', ...ASKING, 'Authorization: Bearer x', 'X-Forwarded-For: 6.6.6.6'].join('\r\n')}\r\n\r\n`,
    )
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 101/)
    socket.write('echo')
    expect(String((await once(socket, 'data'))[0])).toBe('echo')
    expect(stage.seen[0]?.headers).toMatchObject({
      authorization: 'Bearer x',
      host: 'mail.example.com',
      'x-forwarded-for': '127.0.0.1',
    })
    expect(stage.proxies.inFlight('one')).toBe(1)
    socket.destroy()
    await expect.poll(() => stage.proxies.inFlight('one')).toBe(0)
    expect([stage.counted, stage.users]).toEqual([[], []])
  })

  test('one that the instance answers as a request is a request', async () => {
    stage.service.on('upgrade', (_: IncomingMessage, socket: Socket) =>
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'),
    )
    expect(await stage.send('GET /live HTTP/1.1', ...ASKING)).toMatch(/^HTTP\/1.1 403/)
    expect([stage.counted, stage.users]).toMatchObject([SERVED, [false]])
  })

  test("one that finds no instance is the release's error", async () => {
    stage.to = { kind: 'instance', id: 'one', task: 'TASK-1', port: await freePort() }
    expect(await stage.send('GET /live HTTP/1.1', ...ASKING)).toMatch(/^HTTP\/1.1 502/)
    expect([stage.counted, stage.users]).toMatchObject([FAILED, [true]])
  })

  test('open ones do not keep a port from closing', async () => {
    stage.service.on('upgrade', (_: IncomingMessage, socket: Socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'),
    )
    const socket = stage.open()
    socket.write(`${['GET /live HTTP/1.1', ...ASKING].join('\r\n')}\r\n\r\n`)
    await once(socket, 'data')
    await stage.proxies.close()
    await once(socket, 'close')
    expect(stage.proxies.inFlight('one')).toBe(0)
  })
})
