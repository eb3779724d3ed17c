import type { Socket } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { freePort } from '../../adapters/local-host/host/free-port.ts'
import { CLOSE, FAILED, HOST, SERVED, text, useProxy } from '../support/proxy-stage.ts'

const stage = useProxy()

describe("what is the release's error, and what is not", () => {
  test.each([
    ['no HTTP', 'nonsense'],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close'],
    ['an expectation that nobody knows', `GET / HTTP/1.1\r\n${HOST}\r\n${CLOSE}\r\nExpect: wonders`],
    ['two lengths', `POST / HTTP/1.1\r\n${HOST}\r\nContent-Length: 1\r\nContent-Length: 2`],
    ['headers without end', `GET / HTTP/1.1\r\n${HOST}\r\nX: ${'x'.repeat(20_000)}`],
  ])('what the proxy itself refuses is not: %s', async (_, lines) => {
    expect(await stage.send(lines)).toMatch(/^HTTP\/1.1 4/)
    expect([stage.seen, stage.counted, stage.users]).toEqual([[], [], []])
  })

  test('a user who leaves in the middle of an upload is not', async () => {
    const socket = stage.open()
    socket.write(['POST / HTTP/1.1', HOST, 'Content-Length: 10', '', 'he'].join('\r\n'))
    await expect.poll(() => stage.proxies.inFlight('one')).toBe(1)
    stage.clock = 60_000
    socket.destroy()
    await expect.poll(() => stage.proxies.inFlight('one')).toBe(0)
    expect([stage.counted, stage.users]).toEqual([[], []])
  })

  test('a user who leaves at once is not; one who has waited long was served slowly, which is no error', async () => {
    stage.answer = () => undefined
    for (const waited of [999, 5_000]) {
      const socket = stage.open()
      socket.write(['GET / HTTP/1.1', HOST, '', ''].join('\r\n'))
      await expect.poll(() => stage.proxies.inFlight('one')).toBe(1)
      stage.clock += waited
      socket.destroy()
      await expect.poll(() => stage.proxies.inFlight('one')).toBe(0)
    }
    expect(stage.counted).toEqual([{ task: 'TASK-1', failed: false, ms: 5_000 }])
    expect(stage.users).toEqual([false])
  })

  test('a user who stops sending is told so after five minutes, and is not', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const socket = stage.open()
    socket.write(['POST / HTTP/1.1', HOST, 'Content-Length: 10', '', 'he'].join('\r\n'))
    await expect.poll(() => stage.proxies.inFlight('one')).toBe(1)
    vi.advanceTimersByTime(6 * 60_000)
    expect(await text(socket)).toMatch(/^HTTP\/1.1 408/)
    expect([stage.counted, stage.users]).toEqual([[], []])
  })

  test('an upload that goes on is not cut, however long it takes', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    let arrived = 0
    stage.answersAtOnce = true
    stage.answer = (asked, response) => {
      asked.on('data', (part: Buffer) => {
        arrived += part.length
      })
      asked.once('end', () => response.end('served'))
    }
    const socket = stage.open()
    socket.write(['POST / HTTP/1.1', HOST, CLOSE, 'Content-Length: 20', '', ''].join('\r\n'))
    for (let piece = 1; piece <= 20; piece++) {
      socket.write('x')
      await expect.poll(() => arrived).toBe(piece)
      vi.advanceTimersByTime(2 * 60_000)
    }
    expect(await text(socket)).toMatch(/^HTTP\/1.1 200/)
    expect(stage.counted).toMatchObject(SERVED)
  })

  test('an instance that never answers is', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    stage.answer = () => undefined
    const reply = stage.send('GET / HTTP/1.1', HOST, CLOSE)
    await expect.poll(() => stage.seen).toHaveLength(1)
    vi.advanceTimersByTime(6 * 60_000)
    expect(await reply).toMatch(/^HTTP\/1.1 504/)
    expect([stage.counted, stage.users]).toMatchObject([FAILED, [true]])
  })

  test.each(['GET', 'POST'])('an instance that refuses the connection is (%s)', async (method) => {
    stage.to = { kind: 'instance', id: 'one', task: 'TASK-1', port: await freePort() }
    expect(await stage.send(`${method} / HTTP/1.1`, HOST, CLOSE, 'Content-Length: 0')).toMatch(/^HTTP\/1.1 502/)
    expect([stage.counted, stage.users]).toMatchObject([FAILED, [true]])
  })

  test('an instance that breaks off is, and one that answers no HTTP', async () => {
    stage.answer = (asked) => asked.socket.destroy()
    expect(await stage.send('GET / HTTP/1.1', HOST, CLOSE)).toMatch(/^HTTP\/1.1 502/)
    stage.answer = (asked) => asked.socket.end('nonsense\r\n\r\n')
    expect(await stage.send('GET / HTTP/1.1', HOST, CLOSE)).toMatch(/^HTTP\/1.1 502/)
    expect([stage.counted, stage.users]).toMatchObject([
      [...FAILED, ...FAILED],
      [true, true],
    ])
  })

  test('a kept connection that the instance closes as the request comes is not: it is asked once more', async () => {
    const connections = new Set<Socket>()
    stage.answer = (asked, response) => {
      const isKept = connections.has(asked.socket)
      connections.add(asked.socket)
      if (isKept) asked.socket.destroy()
      else response.end('served')
    }
    for (const _ of [1, 2]) expect(await stage.send('GET / HTTP/1.1', HOST, CLOSE)).toMatch(/^HTTP\/1.1 200/)
    expect(stage.seen).toHaveLength(3)
    expect(stage.counted).toMatchObject([...SERVED, ...SERVED])
  })

  test('an early answer to an upload is its answer', async () => {
    stage.answersAtOnce = true
    stage.answer = (_, response) => response.writeHead(413, { connection: 'close' }).end('too large')
    const reply = await stage.send('POST / HTTP/1.1', HOST, CLOSE, 'Content-Length: 1000000', '', 'x')
    expect(reply).toMatch(/^HTTP\/1.1 413/)
    expect(stage.counted).toMatchObject(SERVED)
  })

  test('an answer that breaks off half-way breaks off for the user too', async () => {
    stage.answer = (asked, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('half', () => asked.socket.destroy())
    }
    const reply = await stage.send('GET / HTTP/1.1', HOST)
    expect(reply).toMatch(/^HTTP\/1.1 200/)
    await expect.poll(() => stage.proxies.inFlight('one')).toBe(0)
  })
})
