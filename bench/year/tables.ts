import { sweepTables } from '../../adapters/store/housekeeping.ts'
import { schemaOf } from '../../adapters/store/schema.ts'
import { DEFAULT_SCHEMA } from '../../adapters/store/store.ts'
import type { Home } from '../bench-bot.ts'
import { openStore } from '../open-store.ts'

/** What grows, by what it holds. */
const TABLES = ['event', 'document', 'outbox', 'inbox'] as const

export interface Held {
  readonly events: number
  /** Of each table with its indexes, without what has been swept away. */
  readonly bytes: Readonly<Record<(typeof TABLES)[number], number>>
}

export async function heldBy(home: Home): Promise<Held> {
  const { store, pool } = await openStore(home)
  try {
    await sweepTables(pool, schemaOf(DEFAULT_SCHEMA))
    const { rows } = await pool.query<Record<string, string>>(
      `SELECT (SELECT count(*) FROM ${DEFAULT_SCHEMA}.event) AS events,
       ${TABLES.map((table) => `pg_total_relation_size('${DEFAULT_SCHEMA}.${table}') AS ${table}`).join(', ')}`,
    )
    const bytes = Object.fromEntries(TABLES.map((table) => [table, Number(rows[0]?.[table])])) as Held['bytes']
    return { events: Number(rows[0]?.events), bytes }
  } finally {
    await store.close()
  }
}
