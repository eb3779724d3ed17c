import type { Queryable } from './pool.ts'

const TABLES = ['event', 'document', 'outbox', 'inbox', 'checkpoint'] as const

/** Reads every page of what the store keeps. @throws when one is damaged, with the database's own words. */
export async function readThrough(database: Queryable, schema: string): Promise<void> {
  for (const table of TABLES) await database.query(`SELECT count(*) FROM ${schema}.${table} WHERE ${table} IS NOT NULL`)
}
