import type { AuditLog, NewestRows, Opening } from '../../src/ports/audit-log.ts'
import { rowsBefore, rowsFrom } from './chain-rows.ts'
import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'

export function createAuditLog(database: Queryable, schema: Schema): AuditLog & NewestRows {
  const { name } = schema
  return {
    async head() {
      const { rows } = await database.query<{ position: string; hash: string }>(
        `SELECT coalesce((SELECT max(position) FROM ${name}.event), 0) AS position, encode(hash, 'hex') AS hash
         FROM ${name}.log_head`,
        [],
      )
      const [row] = rows
      return row && { position: Number(row.position), hash: row.hash }
    },
    rowsFrom: (position, limit) => rowsFrom(database, schema, position, limit),
    rowsBefore: (position, limit, correlation) => rowsBefore(database, schema, position, limit, correlation),
    async openingsOf(streams) {
      const { rows } = await database.query<Opening>(
        `SELECT stream, type, data::text AS data FROM ${name}.event WHERE stream = ANY ($1::text[]) AND version = 1`,
        [streams],
      )
      return rows
    },
    async firstSince(moment) {
      const { rows } = await database.query<{ first: string | null }>(
        `SELECT min(position) AS first FROM ${name}.event WHERE at >= $1::timestamptz`,
        [moment.toISOString()],
      )
      const first = rows[0]?.first ?? undefined
      return first === undefined ? undefined : Number(first)
    },
  }
}
