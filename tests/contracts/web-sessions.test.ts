import { afterAll, beforeAll, describe } from 'vitest'
import { type EmbeddedPool, openEmbeddedPool } from '../../adapters/store/embedded-pool.ts'
import { openPostgresStore } from '../../adapters/store/postgres.ts'
import { createStore } from '../../adapters/store/store.ts'
import { describeOn } from '../support/databases.ts'
import { webSessionsContract } from './web-sessions-contract.ts'

describe('conversations over HTTP on PGlite', () => {
  let pool: EmbeddedPool
  beforeAll(async () => {
    pool = await openEmbeddedPool(undefined)
  })
  afterAll(() => pool.end())

  webSessionsContract((schema) => createStore({ pool, schema, projections: [], close: async () => {} }))
})

describeOn('TEST_DATABASE_URL', 'conversations over HTTP on PostgreSQL', (url) => {
  webSessionsContract((schema) => openPostgresStore({ url, schema, projections: [] }))
})
