import { expect, test } from 'vitest'
import { createMemoryBus } from '../../adapters/bus/memory-bus.ts'
import { createMemoryRegistry } from '../../adapters/registry/memory-registry.ts'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { startWorkerHeartbeat, type WorkerHeartbeat } from '../../src/monitors/worker-heartbeat.ts'
import { StoreUnavailableError } from '../../src/ports/event-store.ts'
import type { WorkerRegistry } from '../../src/ports/worker-registry.ts'

const self = { id: 'a', name: 'builder', host: 'h', pid: 1, capabilities: ['build'], models: [], capacity: 4 }

const deciding = () => [{ name: 'deploy', capabilities: ['deploy.risk'], inHand: 0 }]

function begin(registryOver: (registry: WorkerRegistry) => WorkerRegistry = (registry) => registry) {
  const clock = createHandClock(new Date('2026-03-02T09:00:00Z'))
  const registry = createMemoryRegistry(clock)
  const faults: unknown[] = []
  const heard: string[] = []
  const onError = (error: unknown): void => void faults.push(error)
  const bus = createMemoryBus(onError)
  bus.subscribe('worker.*', ({ topic, data }) => void heard.push(`${topic} ${data.name} ${data.capabilities}`))
  const presence = startWorkerHeartbeat({ registry: registryOver(registry), bus, clock, self, deciding, onError })
  return {
    ...{ presence, registry, faults, heard },
    async pass(ms: number) {
      const until = new Date(clock.now().getTime() + ms)
      for (let next = clock.next(); next && next <= until; next = clock.next()) {
        clock.moveTo(next)
        await presence.settled()
      }
      clock.moveTo(until)
    },
    list: async () => (await registry.list()).map(({ state, inHand }) => `${state} ${inHand}`),
  }
}

/** Work that ends when it is told to. */
function hold(presence: WorkerHeartbeat) {
  const { promise, resolve } = Promise.withResolvers<string>()
  return { done: presence.during(() => promise), end: () => resolve('result') }
}

test('a process is there as soon as it has started, stays there, and has told so once', async () => {
  const { presence, pass, list, heard } = begin()
  await presence.settled()
  expect(await list()).toEqual(['live 0'])
  await pass(60 * 60_000)
  expect([await list(), heard]).toEqual([['live 0'], ['worker.registered builder build']])
})

test('it says which agents judge in it', async () => {
  const { presence, registry } = begin()
  await presence.settled()
  expect(await registry.list()).toMatchObject([{ deciding: deciding() }])
})

test('others see within a tenth of a second how many steps it has in hand', async () => {
  const { presence, pass, list } = begin()
  const [one, two] = [hold(presence), hold(presence)]
  await pass(100)
  expect(await list()).toEqual(['live 2'])
  one.end()
  expect(await one.done).toBe('result')
  await pass(100)
  expect(await list()).toEqual(['live 1'])
  two.end()
  await two.done
  await pass(100)
  expect(await list()).toEqual(['live 0'])
})

test('work that throws is not in hand any more, and what it throws is passed on', async () => {
  const { presence, list } = begin()
  await expect(presence.during(() => Promise.reject(new Error('boom')))).rejects.toThrow('boom')
  await presence.settled()
  expect(await list()).toEqual(['live 0'])
})

test('at a stop it is off the list, and tells so', async () => {
  const { presence, list, heard } = begin()
  await presence.settled()
  await presence.stop()
  expect(await list()).toEqual([])
  expect(heard).toEqual(['worker.registered builder build', 'worker.left builder build'])
})

test('a database that is away for a while is tried again, and a stop does not fail for it', async () => {
  let away = true
  const { presence, pass, list, faults } = begin((registry) => {
    const unlessAway = <Result>(ask: () => Promise<Result>): Promise<Result> =>
      away ? Promise.reject(new StoreUnavailableError('away')) : ask()
    return {
      ...registry,
      register: (agent, leaseMs) => unlessAway(() => registry.register(agent, leaseMs)),
      deregister: (id) => unlessAway(() => registry.deregister(id)),
    }
  })
  await presence.settled()
  await pass(10_000)
  expect([await list(), faults.length > 1]).toEqual([[], true])
  away = false
  await pass(20_000)
  expect(await list()).toEqual(['live 0'])
  away = true
  await presence.stop()
  expect(await list()).toEqual(['live 0'])
})
