import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Presented } from '../../adapters/http/api/caller.ts'
import { type HealthServer, startHealthServer } from '../../adapters/http/health-server.ts'
import { apiUnasked } from '../support/api-unasked.ts'
import { ringingClock } from '../support/ringing-clock.ts'
import { SESSION, webSession } from '../support/web-session.ts'

const OF_AN_ADDRESS = 3
const OF_A_TOKEN = 6_000
const REFUSALS = 60
const OF_AN_ASSISTANT = 600

let server: HealthServer

beforeAll(async () => {
  const behind = {
    ...apiUnasked(),
    authenticate: async ({ value }: Presented) =>
      value.startsWith('shipmate_')
        ? ({ kind: 'token', user: `web:token-${value}`, token: value, proposes: false } as const)
        : undefined,
    ...{ conversation: webSession().conversation, clock: ringingClock() },
  }
  server = await startHealthServer({
    ...{ host: '127.0.0.1', port: 0, version: '1.0.0', parts: () => [], workers: () => undefined },
    requestsAMinute: OF_AN_ADDRESS,
    api: { behind: () => behind, onFault: () => {} },
  })
})
afterAll(() => server.stop())

const ask = (token: string, path = `/api/v1/messages/${SESSION}`): Promise<Response> =>
  fetch(`http://127.0.0.1:${server.port}${path}`, { headers: { authorization: `Bearer ${token}` } })

const told = async (socket: WebSocket): Promise<unknown> => JSON.parse(String((await once(socket, 'message'))[0]))

async function statuses(count: number, token: string, path?: string): Promise<ReadonlySet<number>> {
  const answers = await Promise.all(Array.from({ length: count }, () => ask(token, path)))
  await Promise.all(answers.map((answer) => answer.arrayBuffer()))
  return new Set(answers.map(({ status }) => status))
}

test('who shows a token is not counted by their address, as those who look at pages are', async () => {
  expect(await statuses(OF_AN_ADDRESS * 3, 'shipmate_a')).toEqual(new Set([200]))
  expect(await statuses(OF_AN_ADDRESS * 3, 'none', '/ready')).toContain(429)
})

test('a token has so many requests a minute, those over HTTP and those over a WebSocket together', async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/ws`, { headers: { authorization: 'Bearer shipmate_b' } })
  await once(socket, 'open')
  // The upgrade was a request as well.
  for (let count = 2; count < OF_A_TOKEN; count++) socket.send(JSON.stringify({ type: 'leave', session: SESSION }))
  socket.send('the last that is taken')
  expect(await told(socket)).toMatchObject({ problem: { code: 'not_understood' } })
  const refused = await ask('shipmate_b')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused.json()).toMatchObject({ code: 'too_many' })
  socket.send(JSON.stringify({ type: 'leave', session: SESSION }))
  expect(await told(socket)).toMatchObject({ problem: { code: 'too_many' } })
  socket.terminate()
  expect(await statuses(1, 'shipmate_c')).toEqual(new Set([200]))
})

test('an address is refused so often a minute, which a valid token from there does not feel', async () => {
  expect(await statuses(REFUSALS, 'wrong')).toEqual(new Set([401]))
  expect(await statuses(1, 'wrong')).toEqual(new Set([429]))
  expect(await statuses(1, 'shipmate_c')).toEqual(new Set([200]))
})

test('an assistant has so many requests a minute, whatever it asks elsewhere', async () => {
  expect(await statuses(OF_AN_ASSISTANT, 'shipmate_d', '/mcp')).toEqual(new Set([400]))
  expect(await statuses(1, 'shipmate_d', '/mcp')).toEqual(new Set([429]))
  expect(await statuses(1, 'shipmate_d')).toEqual(new Set([200]))
})
