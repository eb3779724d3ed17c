import type { ChainedRow, LogPage } from '../../src/ports/audit-log.ts'
import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'

/** A row of the log, and where the log ends; without a position where no row follows. */
interface Row {
  readonly end_hash: string
  readonly position: string | null
  readonly id: string
  readonly stream: string
  readonly version: number
  readonly type: string
  readonly data: string
  readonly correlation_id: string
  readonly causation_id: string | null
  readonly actor: string
  /** To the microsecond, without a zone. */
  readonly at: string
  readonly hash: string | null
}

const COLUMNS = `position, id, stream, version, type, data::text AS data, correlation_id, causation_id, actor,
  to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS at, encode(hash, 'hex') AS hash`

/** No append writes there; a person with access to the database can. */
const LOWEST = '-9223372036854775808'
const HIGHEST = '9223372036854775807'

/** Rows as they are stored, with the end of the log in one look: appends meanwhile are in both or in neither. */
export async function rowsFrom(
  database: Queryable,
  { name }: Schema,
  first: number | undefined,
  limit: number,
): Promise<LogPage> {
  const { rows } = await database.query<Row>(
    `SELECT encode(head.hash, 'hex') AS end_hash, stored.*
     FROM ${name}.log_head AS head LEFT JOIN LATERAL (
       SELECT ${COLUMNS}
       FROM ${name}.event WHERE position >= $1 ORDER BY position LIMIT $2
     ) AS stored ON true ORDER BY stored.position`,
    [first ?? LOWEST, limit],
  )
  return {
    rows: rows.flatMap((row) => (row.position === null ? [] : [chainedRow(row, row.position)])),
    end: rows[0]?.end_hash,
  }
}

/** Newest first; see {@link NewestRows}. */
export async function rowsBefore(
  database: Queryable,
  { name }: Schema,
  position: number | undefined,
  limit: number,
  correlation: string | undefined,
): Promise<readonly ChainedRow[]> {
  const { rows } = await database.query<Row & { readonly position: string }>(
    `SELECT ${COLUMNS} FROM ${name}.event
     WHERE position < $1 ${correlation === undefined ? '' : 'AND correlation_id = $3'} ORDER BY position DESC LIMIT $2`,
    [position ?? HIGHEST, limit, ...(correlation === undefined ? [] : [correlation])],
  )
  return rows.map((row) => chainedRow(row, row.position))
}

function chainedRow(row: Row, position: string): ChainedRow {
  const { id, stream, version, type, data, actor, at, hash } = row
  return {
    position: Number(position),
    id,
    stream,
    version,
    type,
    data,
    correlationId: row.correlation_id,
    causationId: row.causation_id,
    actor,
    // What is finer than a millisecond no append has written.
    at: `${at.replace(/000$/, '')}Z`,
    hash,
  }
}
