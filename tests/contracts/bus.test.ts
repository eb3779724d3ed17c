import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createMemoryBus } from '../../adapters/bus/memory-bus.ts'
import { createRelayBus } from '../../adapters/bus/relay-bus.ts'
import { type EmbeddedPool, openEmbeddedPool } from '../../adapters/store/embedded-pool.ts'
import { openPostgresStore } from '../../adapters/store/postgres.ts'
import type { OpenStore } from '../../adapters/store/store.ts'
import type { EventBody } from '../../src/domain/event.ts'
import { type Bus, BusUnavailableError } from '../../src/ports/bus.ts'
import { CLOSED_REDIS_URL, describeOn, freshName } from '../support/databases.ts'
import { busContract } from './bus-contract.ts'

describe('the bus in memory', () => {
  busContract(async (_, onError) => createMemoryBus(onError), 1)
})

describe('the bus on PGlite', () => {
  let pool: EmbeddedPool
  beforeAll(async () => {
    pool = await openEmbeddedPool(undefined)
  })
  afterAll(() => pool.end())

  busContract((name, onError) => createRelayBus({ on: { kind: 'database', pool }, name, onError }), 2)
})

describeOn('TEST_DATABASE_URL', 'the bus on PostgreSQL', (url) => {
  let opened: OpenStore<EventBody>
  beforeAll(async () => {
    opened = await openPostgresStore({ url, schema: freshName(), projections: [] })
  })
  afterAll(() => opened.store.close())

  busContract((name, onError) => createRelayBus({ on: { kind: 'database', pool: opened.pool }, name, onError }), 2)

  test('a listener whose connection was cut hears what comes after', async () => {
    await hearsAgainAfter(
      () => createRelayBus({ on: { kind: 'database', pool: opened.pool }, name: freshName(), onError: ignore }),
      () =>
        opened.pool.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'bullmq:relay:%'",
        ),
    )
  })
})

describeOn('TEST_REDIS_URL', 'the bus on Redis', (url) => {
  busContract((name, onError) => createRelayBus({ on: { kind: 'redis', url }, name, onError }), 2)

  test('a listener whose connection was cut hears what comes after', async () => {
    const redis = new Redis(url)
    await hearsAgainAfter(
      () => createRelayBus({ on: { kind: 'redis', url }, name: freshName(), onError: ignore }),
      async () => {
        const clients = String(await redis.client('LIST')).split('\n')
        const listeners = clients.filter((line) => line.includes('cmd=xread'))
        expect(listeners.length).toBeGreaterThan(0)
        for (const line of listeners) await redis.client('KILL', 'ID', Number(/^id=(\d+)/.exec(line)?.[1]))
      },
    )
    redis.disconnect()
  })
})

const ignore = (): void => {}

async function hearsAgainAfter(open: () => Promise<Bus>, cut: () => Promise<unknown>): Promise<void> {
  const bus = await open()
  const heard: unknown[] = []
  await bus.subscribe('a.b', ({ data }) => void heard.push(data.when)).listening
  await bus.publish('a.b', { when: 'before' })
  await vi.waitFor(() => expect(heard).toEqual(['before']), { timeout: 10_000 })
  await cut()
  await bus.publish('a.b', { when: 'after' })
  await vi.waitFor(() => expect(heard).toEqual(['before', 'after']), { timeout: 20_000 })
  await bus.close()
}

test('a Redis that is away refuses messages and holds up nothing else', async () => {
  const bus = await createRelayBus({ on: { kind: 'redis', url: CLOSED_REDIS_URL }, onError: ignore })
  const { stop } = bus.subscribe('a.b', () => {})
  await expect(bus.publish('a.b', {})).rejects.toBeInstanceOf(BusUnavailableError)
  stop()
  await bus.close()
}, 15_000)
