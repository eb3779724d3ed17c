import type { WorkerEntry } from '../../src/domain/worker.ts'
import { FORGOTTEN_AFTER_MS, type WorkerRegistry } from '../../src/ports/worker-registry.ts'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'

interface AgentRow {
  readonly doc: WorkerEntry
  readonly live: boolean
  readonly registered_for_ms: number
  readonly last_seen_ms: number
}

/** The registry as a table of the store. Leases go by the clock of the database, the one that all processes share. */
export function createWorkerRegistry(database: Database, { name }: Schema): WorkerRegistry {
  return {
    async register(agent, leaseMs) {
      // No statement may both change and remove a row: an entry of its own that is as old as that is renewed.
      await database.query(
        `WITH forgotten AS (
           DELETE FROM ${name}.agent WHERE id <> $1 AND lease_until <= clock_timestamp() - $4 * interval '1 millisecond'
         )
         INSERT INTO ${name}.agent (id, doc, lease_until)
         VALUES ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')
         ON CONFLICT (id) DO UPDATE
         SET doc = excluded.doc, seen_at = clock_timestamp(), lease_until = excluded.lease_until`,
        [agent.id, JSON.stringify(agent), leaseMs, FORGOTTEN_AFTER_MS],
      )
    },
    async deregister(id) {
      await database.query(`DELETE FROM ${name}.agent WHERE id = $1`, [id])
    },
    async list() {
      const { rows } = await database.query<AgentRow>(
        `SELECT doc,
                lease_until > clock_timestamp() AS live,
                (extract(epoch FROM clock_timestamp() - registered_at) * 1000)::float8 AS registered_for_ms,
                (extract(epoch FROM clock_timestamp() - seen_at) * 1000)::float8 AS last_seen_ms
         FROM ${name}.agent
         WHERE lease_until > clock_timestamp() - $1 * interval '1 millisecond'
         ORDER BY registered_at, id`,
        [FORGOTTEN_AFTER_MS],
      )
      return rows.map(({ doc, live, registered_for_ms, last_seen_ms }) => ({
        ...doc,
        state: live ? 'live' : 'lost',
        registeredForMs: registered_for_ms,
        lastSeenMs: last_seen_ms,
      }))
    },
  }
}

/** On a database that no other process uses, whoever is still registered is the process before this one, and dead. */
export async function forgetWorkers(database: Database, { name }: Schema): Promise<void> {
  await database.query(`DELETE FROM ${name}.agent`)
}
