import { createPostgresBackend, runMigrations } from 'bullmq'
import { StoreUnavailableError } from '../../src/ports/event-store.ts'
import type { Pool, Queryable } from '../store/pool.ts'
import { asStoreFault } from '../store/unavailable.ts'
import { type Backing, opening, type QueueTelemetry } from './backing.ts'

/** The schema that BullMQ keeps its tables in; the pool's sessions look there for names without a schema. */
const SCHEMA = 'bullmq'

/** BullMQ on the store's own database. */
export async function onDatabase(pool: Pool, telemetry?: QueueTelemetry): Promise<Backing> {
  const client = await pool.connect()
  const ignore = (): void => {}
  // A dropped connection also fails the query that waits on it; unheard, the event would end the process.
  client.on('error', ignore)
  try {
    await runMigrations(client, SCHEMA)
  } finally {
    client.removeListener('error', ignore)
    client.release()
  }
  const connection = sayingItAsRedisWould(pool)
  return {
    ...opening({ queue: connection, worker: connection }, createPostgresBackend, telemetry),
    async ready() {},
    close() {},
  }
}

/**
 * Frees the jobs that the process before this one had in hand when it ended, on a database that no other process uses:
 * without it they would wait until their leases run out. It writes to BullMQ's tables, having no other way; should they
 * change one day, the jobs are only found later.
 */
export async function freeJobsInHand(pool: Queryable, queue: string): Promise<void> {
  await pool.query(
    `UPDATE ${SCHEMA}.job SET locked_until_ms = 0, stalled_marked = true WHERE queue = $1 AND state = 'active'`,
    [queue],
  )
  await pool.query(`DELETE FROM ${SCHEMA}.meta WHERE queue = $1 AND field = 'stalled-check'`, [queue])
}

/**
 * BullMQ waits and resumes where it was when it gets ECONNREFUSED, the error of a Redis that is down. On any other
 * error it would try again without a pause, or count a job that succeeded as failed.
 */
function sayingItAsRedisWould(pool: Pool): Pool {
  const translated: Pick<Pool, 'query' | 'connect'> = {
    query: (text, parameters) => pool.query<never>(text, parameters).catch(rethrow),
    connect: () => pool.connect().catch(rethrow),
  }
  return new Proxy(pool, {
    get(target, name) {
      if (name === 'query' || name === 'connect') return translated[name]
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

function rethrow(fault: unknown): never {
  const known = asStoreFault(fault)
  if (known instanceof StoreUnavailableError) throw new Error(`ECONNREFUSED: ${known.message}`, { cause: fault })
  throw fault
}
