import { afterAll, beforeAll, describe } from 'vitest'
import { type EmbeddedPool, openEmbeddedPool } from '../../adapters/store/embedded-pool.ts'
import { createMemoryStore } from '../../adapters/store/memory/memory-store.ts'
import { createMemoryTables, type MemoryTables } from '../../adapters/store/memory/memory-tables.ts'
import { openPostgresStore } from '../../adapters/store/postgres.ts'
import { schemaOf } from '../../adapters/store/schema.ts'
import { createStore, type OpenStore } from '../../adapters/store/store.ts'
import type { EventBody } from '../../src/domain/event.ts'
import { describeOn } from '../support/databases.ts'
import { claimsByOneClock, passedClaims } from './outbox/claims.ts'
import type { Opened } from './outbox/opened-outbox.ts'
import { outboxContract } from './outbox-contract.ts'

function onDatabase({ store, outbox, pool }: OpenStore<EventBody>, schema: string): Opened {
  return {
    ...{ store, outbox },
    async makeClaimsOlder(ms) {
      const older = `UPDATE ${schemaOf(schema).name}.outbox SET claimed_at = claimed_at - $1 * interval '1 millisecond'`
      await pool.query(older, [ms])
    },
  }
}

describe('the outbox on PGlite', () => {
  let pool: EmbeddedPool
  beforeAll(async () => {
    pool = await openEmbeddedPool(undefined)
  })
  afterAll(() => pool.end())

  const open = async (schema: string, onlyProcess: boolean): Promise<Opened> =>
    onDatabase(await createStore({ pool, schema, projections: [], onlyProcess, close: async () => {} }), schema)

  describe('of one process', () => outboxContract((schema) => open(schema, true)))
  describe('shared by processes', () => outboxContract((schema) => open(schema, false), passedClaims, claimsByOneClock))
})

describeOn('TEST_DATABASE_URL', 'the outbox on PostgreSQL', (url) => {
  const open = async (schema: string): Promise<Opened> =>
    onDatabase(await openPostgresStore({ url, schema, projections: [] }), schema)
  outboxContract(open, passedClaims, claimsByOneClock)
})

describe('the outbox in memory', () => {
  const databases = new Map<string, MemoryTables<EventBody>>()
  outboxContract(async (schema) => {
    const tables = databases.get(schema) ?? createMemoryTables<EventBody>()
    databases.set(schema, tables)
    return {
      ...createMemoryStore([], tables),
      async makeClaimsOlder(ms) {
        for (const [key, { claimedAt, ...row }] of tables.outbox)
          tables.outbox.set(key, { ...row, ...(claimedAt !== undefined && { claimedAt: claimedAt - ms }) })
      },
    }
  }, passedClaims)
})
