import type { Answer } from './pool.ts'

/** What the database's thread is asked for; it answers in the order of asking. */
export type Request =
  | { readonly kind: 'query'; readonly text: string; readonly parameters: readonly unknown[] | undefined }
  | { readonly kind: 'listen'; readonly channel: string }
  /** @property listener The number of the request to listen. */
  | { readonly kind: 'unlisten'; readonly listener: number }
  | { readonly kind: 'close' }

export type ToThread = Request & { readonly number: number }

/** What the thread says; opening the database is answered as request {@link OPENING}. */
export type FromThread =
  | ({ readonly kind: 'answered'; readonly answer: Answer<unknown> | undefined } & AfterRequest)
  | ({ readonly kind: 'failed'; readonly fault: SentFault } & AfterRequest)
  | { readonly kind: 'heard'; readonly listener: number; readonly payload: string }

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
