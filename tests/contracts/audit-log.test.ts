import { afterAll, beforeAll, describe } from 'vitest'
import { type EmbeddedPool, openEmbeddedPool } from '../../adapters/store/embedded-pool.ts'
import { openPostgresStore } from '../../adapters/store/postgres.ts'
import { createStore } from '../../adapters/store/store.ts'
import { describeOn } from '../support/databases.ts'
import { auditLogContract } from './audit-log-contract.ts'
import { type CounterEvent, counters } from './counters.ts'

let pool: EmbeddedPool
beforeAll(async () => {
  pool = await openEmbeddedPool(undefined)
})
afterAll(() => pool.end())

describe('the audit log on PGlite', () => {
  auditLogContract((schema) => createStore({ pool, schema, projections: [counters], close: async () => {} }))
})

describe('the audit log on PGlite, remembered by its only process', () => {
  const stores = new Map<string, ReturnType<typeof createStore<CounterEvent>>>()

  // Whoever opens it again is the same process.
  auditLogContract((schema, isRestarted) => {
    const parts = { pool, schema, projections: [counters], onlyProcess: true, close: async () => {} }
    const opened = (!isRestarted && stores.get(schema)) || createStore(parts)
    stores.set(schema, opened)
    return opened
  })
})

describeOn('TEST_DATABASE_URL', 'the audit log on PostgreSQL', (url) => {
  auditLogContract((schema) => openPostgresStore({ url, schema, projections: [counters] }))
})
