import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMemoryBus } from '../../adapters/bus/memory-bus.ts'
import { createRelayBus } from '../../adapters/bus/relay-bus.ts'
import { type EmbeddedPool, openEmbeddedPool } from '../../adapters/store/embedded-pool.ts'
import { openPostgresStore } from '../../adapters/store/postgres.ts'
import type { OpenStore } from '../../adapters/store/store.ts'
import { BusUnavailableError } from '../../src/ports/bus.ts'
import type { EventBody } from '../../src/ports/event-store.ts'
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
})

describeOn('TEST_REDIS_URL', 'the bus on Redis', (url) => {
  busContract((name, onError) => createRelayBus({ on: { kind: 'redis', url }, name, onError }), 2)
})

test('a Redis that is away refuses messages and holds up nothing else', async () => {
  const bus = await createRelayBus({ on: { kind: 'redis', url: CLOSED_REDIS_URL }, onError: () => {} })
  const { stop } = bus.subscribe('a.b', () => {})
  await expect(bus.publish('a.b', {})).rejects.toBeInstanceOf(BusUnavailableError)
  stop()
  await bus.close()
}, 15_000)
