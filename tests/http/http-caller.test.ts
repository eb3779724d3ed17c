import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHttpCaller } from '../../adapters/http/http-caller.ts'

let url: string
const seen: string[] = []
const server = createServer((request, response) => {
  seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`)
  if (request.url === '/redirect') response.writeHead(302, { location: '/elsewhere' }).end()
  else if (request.url === '/endless') {
    const more = (): void => {
      if (response.destroyed) return
      response.write('x'.repeat(65_536))
      setImmediate(more)
    }
    more()
  } else if (request.url !== '/never') response.writeHead(200).end('{"id": 7}')
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const ask = (path: string, timeoutMs = 60_000) =>
  createHttpCaller().call(
    { method: 'GET', url: `${url}${path}`, headers: { authorization: 'Bearer t' }, timeoutMs },
    new AbortController().signal,
  )

test('an answer is told, and a redirect is one: no secret is sent elsewhere', async () => {
  expect(await ask('/ok')).toEqual({ kind: 'answered', status: 200, body: '{"id": 7}' })
  expect(await ask('/redirect')).toMatchObject({ kind: 'answered', status: 302 })
  expect(seen).toEqual(['GET /ok Bearer t', 'GET /redirect Bearer t'])
})

test('an answer without end is cut, one that never comes is given up, and nobody there is said', async () => {
  const endless = await ask('/endless')
  expect(endless.kind === 'answered' && endless.body.length).toBe(256 * 1024)
  expect(await ask('/never', 100)).toMatchObject({ kind: 'unreachable', sentence: expect.stringContaining('0.1 s') })
  const nobody = { method: 'GET', url: 'http://127.0.0.1:1/', headers: {}, timeoutMs: 60_000 }
  expect(await createHttpCaller().call(nobody, new AbortController().signal)).toEqual({
    kind: 'unreachable',
    sentence: '127.0.0.1:1 cannot be reached.',
  })
})
