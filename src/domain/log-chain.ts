import { hash } from 'node:crypto'

/** What a row of the log says, as it is stored: nothing of it is read or renamed. */
export interface LogRow {
  readonly position: number
  readonly id: string
  readonly stream: string
  readonly version: number
  readonly type: string
  /** JSON, in the very characters that are stored. */
  readonly data: string
  readonly correlationId: string
  readonly causationId: string | null
  readonly actor: string
  /** ISO 8601 in UTC, to the millisecond. */
  readonly at: string
}

/** Stands in place of a hash before the first row. */
export const CHAIN_START = '0'.repeat(64)

/**
 * SHA-256 in hexadecimal over a row and the hash of the row before it: whatever is altered, added, removed or moved changes
 * every hash from there on. No column can hold U+0000, so no two rows read the same.
 */
export function chainHash(previous: string, row: LogRow): string {
  const { position, id, stream, version, type, data, correlationId, causationId, actor, at } = row
  const columns = [previous, position, id, stream, version, type, data, correlationId, actor, at]
  return hash('sha256', (causationId === null ? columns : [...columns, causationId]).join('\0'))
}
