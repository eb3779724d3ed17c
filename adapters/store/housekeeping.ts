import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'

/** Where rows come and go. The log itself only grows, and nothing is gained by sweeping it. */
const CHANGING = ['document', 'outbox', 'inbox', 'agent'] as const

/** A start has better things to do. */
const FIRST_AFTER_MS = 60_000
/** It holds everything else up for a tenth of a second or so. */
const EVERY_MS = 60 * 60 * 1000

/**
 * What a PostgreSQL server does by itself and PGlite does not: rows that are gone, and what indexes still say of them, are
 * swept away, and the planner learns what the tables hold. Without it every answer gets slower with the size of the log.
 * Returns how to stop.
 */
export function keepHouse(database: Queryable, schema: Schema): () => void {
  let timer = setTimeout(sweep, FIRST_AFTER_MS).unref()
  function sweep(): void {
    timer = setTimeout(sweep, EVERY_MS).unref()
    // Not done this time is done the next time.
    sweepTables(database, schema).catch(() => undefined)
  }
  return () => clearTimeout(timer)
}

export async function sweepTables(database: Queryable, { name }: Schema): Promise<void> {
  for (const table of CHANGING) await database.query(`VACUUM ANALYZE ${name}.${table}`)
}
