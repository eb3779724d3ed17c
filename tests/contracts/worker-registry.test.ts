import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMemoryRegistry } from '../../adapters/registry/memory-registry.ts'
import { createHandClock, type HandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { createDatabase } from '../../adapters/store/database.ts'
import { type EmbeddedPool, openEmbeddedPool } from '../../adapters/store/embedded-pool.ts'
import { migrate } from '../../adapters/store/migrations.ts'
import type { Pool } from '../../adapters/store/pool.ts'
import { openPostgresStore } from '../../adapters/store/postgres.ts'
import { schemaOf } from '../../adapters/store/schema.ts'
import type { OpenStore } from '../../adapters/store/store.ts'
import { createWorkerRegistry } from '../../adapters/store/worker-registry.ts'
import type { EventBody } from '../../src/domain/event.ts'
import { StoreUnavailableError } from '../../src/ports/event-store.ts'
import type { WorkerRegistry } from '../../src/ports/worker-registry.ts'
import { describeOn, freshName } from '../support/databases.ts'
import { type RegistryUnderTest, workerNamed, workerRegistryContract } from './worker-registry-contract.ts'

/** A database's clock cannot be moved; that all its rows are so much older comes to the same. */
function registriesOn(pool: Pool): RegistryUnderTest {
  return {
    async open(name) {
      const database = createDatabase(pool)
      await migrate(database, schemaOf(name))
      return createWorkerRegistry(database, schemaOf(name))
    },
    async pass(name, ms) {
      await pool.query(
        `UPDATE ${name}.agent SET
           registered_at = registered_at - $1 * interval '1 millisecond',
           seen_at = seen_at - $1 * interval '1 millisecond',
           lease_until = lease_until - $1 * interval '1 millisecond'`,
        [ms],
      )
    },
  }
}

describe('the agent registry in memory', () => {
  const worlds = new Map<string, { readonly clock: HandClock; readonly registry: WorkerRegistry }>()
  const worldOf = (name: string) => {
    const clock = createHandClock(new Date())
    const world = worlds.get(name) ?? { clock, registry: createMemoryRegistry(clock) }
    worlds.set(name, world)
    return world
  }
  workerRegistryContract(
    () => ({
      open: async (name) => worldOf(name).registry,
      async pass(name, ms) {
        const { clock } = worldOf(name)
        clock.moveTo(new Date(clock.now().getTime() + ms))
      },
    }),
    freshName,
  )
})

describe('the agent registry on PGlite', () => {
  let pool: EmbeddedPool
  beforeAll(async () => {
    pool = await openEmbeddedPool(undefined)
  })
  afterAll(() => pool.end())

  workerRegistryContract(() => registriesOn(pool), freshName)
})

describeOn('TEST_DATABASE_URL', 'the agent registry on PostgreSQL', (url) => {
  let opened: OpenStore<EventBody>
  beforeAll(async () => {
    opened = await openPostgresStore({ url, schema: freshName(), projections: [] })
  })
  afterAll(() => opened.store.close())

  workerRegistryContract(() => registriesOn(opened.pool), freshName)
})

test('a database that is away is told as such', async () => {
  const pool = await openEmbeddedPool(undefined)
  const registry = await registriesOn(pool).open(freshName())
  await pool.end()
  await expect(registry.register(workerNamed('a'), 1_000)).rejects.toBeInstanceOf(StoreUnavailableError)
  await expect(registry.list()).rejects.toBeInstanceOf(StoreUnavailableError)
})
