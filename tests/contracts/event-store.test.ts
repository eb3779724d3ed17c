import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { type EmbeddedPool, openEmbeddedPool } from '../../adapters/store/embedded-pool.ts'
import { createMemoryStore } from '../../adapters/store/memory/memory-store.ts'
import { createMemoryTables, type MemoryTables } from '../../adapters/store/memory/memory-tables.ts'
import { openPostgresStore } from '../../adapters/store/postgres.ts'
import { createStore } from '../../adapters/store/store.ts'
import { describeOn } from '../support/databases.ts'
import { type CounterEvent, counters } from './counters.ts'
import { eventStoreContract } from './event-store-contract.ts'

describe('the event store on PGlite', () => {
  let pool: EmbeddedPool
  beforeAll(async () => {
    pool = await openEmbeddedPool(undefined)
  })
  afterAll(() => pool.end())

  eventStoreContract((schema) => createStore({ pool, schema, projections: [counters], close: async () => {} }))
})

describe('the event store on PGlite in a thread of its own, remembered by its only process', () => {
  let folder: string
  let pool: EmbeddedPool
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'event-store-'))
    pool = await openEmbeddedPool(join(folder, 'pglite'))
  })
  afterAll(async () => {
    await pool.end()
    await rm(folder, { recursive: true })
  })
  const stores = new Map<string, ReturnType<typeof createStore<CounterEvent>>>()

  // Whoever opens it again is the same process.
  eventStoreContract((schema) => {
    const parts = { pool, schema, projections: [counters], onlyProcess: true, close: async () => {} }
    const opened = stores.get(schema) ?? createStore(parts)
    stores.set(schema, opened)
    return opened
  })
})

describeOn('TEST_DATABASE_URL', 'the event store on PostgreSQL', (url) => {
  eventStoreContract((schema) => openPostgresStore({ url, schema, projections: [counters] }))
})

describe('the event store in memory', () => {
  const databases = new Map<string, MemoryTables<CounterEvent>>()

  eventStoreContract(async (schema) => {
    const tables = databases.get(schema) ?? createMemoryTables<CounterEvent>()
    databases.set(schema, tables)
    return createMemoryStore([counters], tables)
  })
})
