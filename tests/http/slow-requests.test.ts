import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HealthServer, startHealthServer } from '../../adapters/http/health-server.ts'

let server: HealthServer

beforeAll(async () => {
  server = await startHealthServer({
    ...{ host: '127.0.0.1', port: 0, version: '1.0.0', parts: () => [], workers: () => undefined },
    receivedWithinMs: 100,
    api: { behind: () => undefined, onFault: () => {} },
  })
})
afterAll(() => server.stop())

async function sending(start: string): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(start)
  return socket
}

test.each([
  ['headers that do not end', 'GET /health HTTP/1.1\r\nhost: localhost\r\nx: '],
  [
    'a body that does not come',
    'POST /api/v1/login HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
  ],
])('%s are not waited for', async (_, start) => {
  expect(await text(await sending(start))).toContain('408')
})

test('a flood of headers is refused', async () => {
  const flood = 'x-flood: 0123456789abcdef\r\n'.repeat(1_000)
  const answer = await text(await sending(`GET /health HTTP/1.1\r\nhost: localhost\r\n${flood}\r\n`))
  expect(answer).toContain('431')
})

test('the page that shows the API loads everything from the bot', async () => {
  const address = `http://127.0.0.1:${server.port}/api/v1/docs`
  const page = await fetch(address)
  const [html, policy] = [await page.text(), page.headers.get('content-security-policy') ?? '']
  expect(page.status).toBe(200)
  expect(policy).toContain("default-src 'self'")
  expect(policy).not.toMatch(/unsafe|https?:|\w\.\w/)
  const sources = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source = '']) => source)
  expect(sources.length).toBeGreaterThan(0)
  for (const source of sources) {
    const url = new URL(source, page.url.endsWith('/') ? page.url : `${page.url}/`)
    expect(url.origin).toBe(new URL(address).origin)
    expect([source, (await fetch(url)).status]).toEqual([source, 200])
  }
})
