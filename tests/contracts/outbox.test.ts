import { afterAll, beforeAll, describe } from 'vitest'
import { type EmbeddedPool, openEmbeddedPool } from '../../adapters/store/embedded-pool.ts'
import { createMemoryStore } from '../../adapters/store/memory/memory-store.ts'
import { openPostgresStore } from '../../adapters/store/postgres.ts'
import { createStore } from '../../adapters/store/store.ts'
import { describeOn } from '../support/databases.ts'
import { outboxContract } from './outbox-contract.ts'

describe('the outbox on PGlite', () => {
  let pool: EmbeddedPool
  beforeAll(async () => {
    pool = await openEmbeddedPool(undefined)
  })
  afterAll(() => pool.end())

  outboxContract((schema) => createStore({ pool, schema, projections: [], close: async () => {} }))
})

describeOn('TEST_DATABASE_URL', 'the outbox on PostgreSQL', (url) => {
  outboxContract((schema) => openPostgresStore({ url, schema, projections: [] }))
})

describe('the outbox in memory', () => {
  outboxContract(async () => createMemoryStore([]))
})
