import { expect, onTestFinished, test } from 'vitest'
import { startHealthServer } from '../../adapters/http/health-server.ts'
import { CannotListenError } from '../../adapters/http/listen-error.ts'
import { examine, type HealthPart } from '../../adapters/http/readiness.ts'
import type { RegisteredWorker } from '../../src/domain/worker.ts'

const works: HealthPart['check'] = () => {}
const broken: HealthPart['check'] = async () => {
  throw new Error('password of bot@db refused')
}

async function serve(
  parts: () => readonly HealthPart[] | undefined,
  workers: () => Promise<readonly RegisteredWorker[]> | undefined = () => undefined,
) {
  const server = await startHealthServer({ host: '127.0.0.1', port: 0, version: '1.2.3', parts, workers })
  onTestFinished(() => server.stop())
  return async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`)
    return { status: answer.status, body: await answer.json() }
  }
}

test('the bot is alive whatever works', async () => {
  const get = await serve(() => [{ name: 'store', check: broken }])
  expect(await get('/health')).toEqual({
    status: 200,
    body: { status: 'alive', version: '1.2.3', uptimeSeconds: expect.any(Number) },
  })
})

test('it is ready only when every part works, and names each without saying secrets', async () => {
  let check = works
  const get = await serve(() => [
    { name: 'store', check: works },
    { name: 'slack', check },
  ])
  expect(await get('/ready')).toEqual({
    status: 200,
    body: { status: 'ready', parts: { store: 'ready', slack: 'ready' } },
  })
  check = broken
  expect(await get('/ready')).toEqual({
    status: 503,
    body: { status: 'not-ready', parts: { store: 'ready', slack: 'does not work' } },
  })
})

test('it says how long ago it heard from its chats, and leaves out what it never heard', async () => {
  const get = await serve(() => [
    { name: 'store', check: works },
    { name: 'slack', check: works, heardAt: () => new Date(Date.now() - 3 * 60 * 60 * 1_000) },
    { name: 'discord', check: works, heardAt: () => undefined },
  ])
  const { body } = await get('/ready')
  expect(body).toMatchObject({ status: 'ready', heardSecondsAgo: { slack: expect.any(Number) } })
  const heard: Record<string, number> = Object(body).heardSecondsAgo
  expect(Object.keys(heard)).toEqual(['slack'])
  expect(heard.slack).toBeGreaterThanOrEqual(3 * 60 * 60)
})

test('messages that can never arrive are counted, and it is ready all the same', async () => {
  const get = await serve(() => [
    { name: 'slack', check: works, undelivered: () => ({ 'channel-archived': 2 }) },
    { name: 'discord', check: works, undelivered: () => ({}) },
  ])
  expect(await get('/ready')).toMatchObject({
    status: 200,
    body: { status: 'ready', undelivered: { slack: { 'channel-archived': 2 } } },
  })
})

test('while it starts it is not ready', async () => {
  const get = await serve(() => undefined)
  expect(await get('/ready')).toEqual({ status: 503, body: { status: 'starting', parts: {} } })
})

test('a part that never answers does not work, and does not hold up the answer', async () => {
  const silent: HealthPart = { name: 'queue', check: () => new Promise(() => {}) }
  expect(await examine([silent], 10)).toEqual({ status: 'not-ready', parts: { queue: 'no answer within 10 ms' } })
})

test('who is there to take steps, and which agents judge, can be read by a program', async () => {
  const agent: Omit<RegisteredWorker, 'registeredForMs' | 'lastSeenMs'> = {
    ...{ id: 'a', name: 'builder', host: 'machine-1', pid: 7, capabilities: ['build'], models: ['ollama/qwen3:8b'] },
    ...{ inHand: 1, capacity: 4, state: 'live' },
    deciding: [{ name: 'deploy', capabilities: ['deploy.risk'], model: 'qwen3:8b', inHand: 1 }],
  }
  // This page asks nobody who they are, so it names no machine.
  const { host: _host, pid: _pid, deciding: _deciding, ...shown } = agent
  const get = await serve(
    () => [],
    async () => [{ ...agent, registeredForMs: 90_500, lastSeenMs: 1_999 }],
  )
  expect(await get('/agents')).toEqual({
    status: 200,
    body: {
      status: 'known',
      agents: [{ name: 'deploy', capabilities: ['deploy.risk'], model: 'qwen3:8b', inHand: 1, worker: 'builder' }],
    },
  })
  expect(await get('/workers')).toEqual({
    status: 200,
    body: {
      status: 'known',
      workers: [{ ...shown, registeredForSeconds: 90, lastSeenSecondsAgo: 1 }],
      notOffered: ['deploy', 'command', 'call'],
    },
  })
})

test.each(['/workers', '/agents'])(
  '%s is not known while it starts, nor without the database, whose errors are not shown',
  async (page) => {
    const starting = await serve(() => undefined)
    expect(await starting(page)).toEqual({ status: 503, body: { status: 'starting' } })
    const away = await serve(
      () => [],
      () => Promise.reject(new Error('password of bot@db refused')),
    )
    expect(await away(page)).toEqual({ status: 503, body: { status: 'unknown' } })
  },
)

test('a port in use is told with what to do', async () => {
  const first = await startHealthServer({
    host: '127.0.0.1',
    port: 0,
    version: '1',
    parts: () => [],
    workers: () => undefined,
  })
  onTestFinished(() => first.stop())
  const second = startHealthServer({
    host: '127.0.0.1',
    port: first.port,
    version: '1',
    parts: () => [],
    workers: () => undefined,
  })
  await expect(second).rejects.toThrow(CannotListenError)
  await expect(second).rejects.toMatchObject({
    userMessage: `Port ${first.port} on 127.0.0.1 is in use, perhaps by another Shipmate. Set http.host and http.port in shipmate.yaml, or SHIPMATE_HTTP_HOST and SHIPMATE_HTTP_PORT.`,
  })
})

test('an address of another machine is told as such', async () => {
  const elsewhere = startHealthServer({
    host: '192.0.2.1',
    port: 0,
    version: '1',
    parts: () => [],
    workers: () => undefined,
  })
  await expect(elsewhere).rejects.toMatchObject({ message: '192.0.2.1 is not an address of this machine.' })
})
