import { afterAll, beforeAll, describe } from 'vitest'
import { type EmbeddedPool, openEmbeddedPool } from '../../adapters/store/embedded-pool.ts'
import { openPostgresStore } from '../../adapters/store/postgres.ts'
import { createStore } from '../../adapters/store/store.ts'
import { describeOn } from '../support/databases.ts'
import { auditLogContract } from './audit-log-contract.ts'
import { counters } from './event-store-contract.ts'

describe('the audit log on PGlite', () => {
  let pool: EmbeddedPool
  beforeAll(async () => {
    pool = await openEmbeddedPool(undefined)
  })
  afterAll(() => pool.end())

  auditLogContract((schema) => createStore({ pool, schema, projections: [counters], close: async () => {} }))
})

describeOn('TEST_DATABASE_URL', 'the audit log on PostgreSQL', (url) => {
  auditLogContract((schema) => openPostgresStore({ url, schema, projections: [counters] }))
})
