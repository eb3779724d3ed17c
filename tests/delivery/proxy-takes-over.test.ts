import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freePort } from '../../adapters/local-host/host/free-port.ts'
import { createProxies, type Proxies } from '../../adapters/local-host/host/proxies.ts'
import type { Answered } from '../../adapters/local-host/host/traffic-meter.ts'
import type { Reachable } from '../../adapters/local-host/host/upstream.ts'

let service: Server
let proxies: Proxies
let port: number
let to: Reachable
let counted: Answered[]
/** Whether each user was failed. */
let users: boolean[]

/** A canary that nobody listens behind, beside an instance that answers. */
beforeEach(async () => {
  counted = []
  users = []
  service = createServer((_, response) => response.end('served'))
  const [dead, alive, open] = [await freePort(), await freePort(), await freePort()]
  await new Promise<void>((resolve) => service.listen(alive, '127.0.0.1', resolve))
  const otherwise: Reachable = { kind: 'instance', id: 'old', task: 'TASK-1', port: alive }
  to = { kind: 'instance', id: 'new', task: 'TASK-2', port: dead, otherwise }
  port = open
  proxies = createProxies(
    '127.0.0.1',
    () => {},
    () => ({ release: (answered) => counted.push(answered), user: (failed) => users.push(failed) }),
  )
  await proxies.open('mail/staging', port, () => to)
})
afterEach(async () => {
  await proxies.close()
  service.close()
})

const ask = async (method: string): Promise<readonly [number, string]> => {
  const response = await fetch(`http://127.0.0.1:${port}/inbox?page=2`, {
    method,
    ...(method === 'POST' && { body: 'hello' }),
  })
  return [response.status, await response.text()]
}

test('what a canary does not answer is answered by the instance that serves: it counts once, against the canary and not against the service', async () => {
  expect(await ask('GET')).toEqual([200, 'served'])
  expect(counted).toMatchObject([{ task: 'TASK-2', failed: true }])
  expect(users).toEqual([false])
  await expect.poll(() => [proxies.inFlight('new'), proxies.inFlight('old')]).toEqual([0, 0])
})

test('what may have been done already is not sent twice', async () => {
  expect(await ask('POST')).toEqual([502, 'The service does not answer. Please try again in a moment.\n'])
  expect(counted).toMatchObject([{ task: 'TASK-2', failed: true }])
  expect(users).toEqual([true])
})

test('when nobody answers in its stead either, the user was failed, and the release that took over is not to blame', async () => {
  const otherwise: Reachable = { kind: 'instance', id: 'old', task: 'TASK-1', port: await freePort() }
  to = { ...to, otherwise }
  expect((await ask('GET'))[0]).toBe(502)
  expect(counted).toMatchObject([{ task: 'TASK-2', failed: true }])
  expect(users).toEqual([true])
})

test('an instance that serves alone has nobody to take over', async () => {
  const { otherwise: _, ...alone } = to
  to = alone
  expect((await ask('GET'))[0]).toBe(502)
})
