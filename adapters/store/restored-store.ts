import type { RestoredStore } from '../../src/ports/restored-store.ts'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'

/** More numbers of one kind than anybody gives out in a day. */
const NUMBERS_A_DAY = 1_000
const HELD = 'held: the database was restored from a backup, and this may have been sent after it was made'

/**
 * A table that is restored from a dump is a new one to PostgreSQL, so `log_head` remembers which it was.
 *
 * @param forget Makes this process read everything again.
 */
export function createRestoredStore(database: Database, { name }: Schema, forget: () => void): RestoredStore {
  return {
    async isToSettle() {
      const { rows } = await database.query<{ moved: boolean }>(
        `SELECT home IS DISTINCT FROM '${name}.log_head'::regclass::oid AS moved FROM ${name}.log_head`,
        [],
      )
      return rows[0]?.moved ?? false
    },
    async hold() {
      await database.transaction(async (session) => {
        // The log began with the milliseconds of its day, and grows by less than one position in each.
        await session.query(
          `UPDATE ${name}.log_head
           SET position = greatest(position, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint)`,
        )
        await session.query(
          `UPDATE ${name}.series SET last = last + $1 * (1 + greatest(0, coalesce(
             (SELECT floor(extract(epoch FROM clock_timestamp() - max(at)) / 86400) FROM ${name}.event), 0)))::bigint`,
          [NUMBERS_A_DAY],
        )
        await session.query(
          `UPDATE ${name}.outbox SET claimed_at = NULL, attempted = true WHERE ref IS NULL AND shown_revision < revision`,
        )
        await session.query(
          `UPDATE ${name}.webhook_delivery SET claimed_at = NULL, retry_at = NULL, given_up = true, last_failure = $1
           WHERE NOT given_up`,
          [HELD],
        )
      })
      forget()
    },
    async settled() {
      await database.query(
        `UPDATE ${name}.log_head SET home = '${name}.log_head'::regclass::oid,
           restored_until = (SELECT coalesce(max(position), 0) FROM ${name}.event)`,
        [],
      )
    },
    async mark() {
      await database.query(`UPDATE ${name}.log_head SET home = 0`, [])
    },
  }
}

/** Up to where events may have been told before a backup was restored; 0 where none was. */
export function restoredUntil(database: Pick<Database, 'query'>, { name }: Schema): () => Promise<number> {
  let known: Promise<number> | undefined
  return () => {
    known ??= database
      .query<{ until: string | null }>(`SELECT restored_until AS until FROM ${name}.log_head`, [])
      .then(({ rows }) => Number(rows[0]?.until ?? 0))
      .catch((error: unknown) => {
        known = undefined
        throw error
      })
    return known
  }
}
