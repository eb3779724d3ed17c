import type { EmbeddedAnswer } from './embedded-statements.ts'
import type { Answer } from './pool.ts'

/** What the database's thread is asked for; it answers in the order of asking. */
export type Request =
  | { readonly kind: 'query'; readonly text: string; readonly parameters: readonly unknown[] | undefined }
  | { readonly kind: 'listen'; readonly channel: string }
  /** @property listener The number of the request to listen. */
  | { readonly kind: 'unlisten'; readonly listener: number }
  /** Answered by one row with one column, which is bytes. */
  | { readonly kind: 'archive' }
  | { readonly kind: 'close' }

export type ToThread = Request & { readonly number: number }

/** What the thread says; opening the database is answered as request {@link OPENING}. */
export type FromThread =
  | ({ readonly kind: 'answered'; readonly answer: PackedAnswer | undefined } & AfterRequest)
  | ({ readonly kind: 'failed'; readonly fault: SentFault } & AfterRequest)
  | { readonly kind: 'heard'; readonly listener: number; readonly payload: string }

/** An answer that is quick to copy to another thread: names once, JSON as its text. */
export interface PackedAnswer {
  readonly columns: readonly string[]
  /** The places of the columns that hold JSON. */
  readonly json: readonly number[]
  readonly rows: readonly (readonly unknown[])[]
  readonly rowCount: number | null
}

export function packed({ rows, rowCount, json }: EmbeddedAnswer<object>): PackedAnswer {
  const columns = Object.keys(rows[0] ?? {})
  return { columns, json: json.map((name) => columns.indexOf(name)), rows: rows.map(Object.values), rowCount }
}

export function unpacked({ columns, json, rows, rowCount }: PackedAnswer): Answer<unknown> {
  const objects = rows.map((values) => {
    const row: Record<string, unknown> = {}
    for (const [index, name] of columns.entries()) {
      const value = values[index]
      row[name] = json.includes(index) && typeof value === 'string' ? JSON.parse(value) : value
    }
    return row
  })
  return { rows: objects, rowCount }
}

interface AfterRequest {
  readonly number: number
  readonly inTransaction: boolean
}

export const OPENING = 0

/** An error with PostgreSQL's own fields, such as `code`, which a copy of it to another thread would lose. */
export interface SentFault {
  readonly message: string
  readonly stack: string | undefined
  readonly fields: Readonly<Record<string, unknown>>
}

export function sentFault(fault: unknown): SentFault {
  const { message, stack } = fault instanceof Error ? fault : new Error(String(fault))
  const fields = Object.entries(Object(fault)).filter(
    ([, value]) => typeof value === 'string' || typeof value === 'number',
  )
  return { message, stack, fields: Object.fromEntries(fields) }
}

export function receivedFault({ message, stack, fields }: SentFault): Error {
  return Object.assign(new Error(message), fields, { stack })
}
