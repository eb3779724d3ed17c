import { BotError } from '../domain/errors.ts'
import type { EventBody, Projection, Stored } from '../domain/event.ts'
import type { CorrelationId, UserId } from '../domain/ids.ts'

export interface StreamAppend<Body extends EventBody = EventBody> {
  readonly stream: string
  /** The version the decision was made on; 0 for a stream that must not exist yet. */
  readonly expectedVersion: number
  readonly bodies: readonly Body[]
}

export interface Append<Body extends EventBody = EventBody> {
  readonly streams: readonly StreamAppend<Body>[]
  readonly correlationId: CorrelationId
  readonly causationId?: string
  readonly actor: UserId | string
  readonly at: Date
  /** Delivery names to remember in the same transaction; if any was seen before, nothing is appended. */
  readonly inboxKeys?: readonly string[]
  /** The span that appends, as W3C trace context; it is kept with the events. */
  readonly trace?: string | undefined
}

export type AppendResult<Body extends EventBody = EventBody> =
  | { readonly kind: 'appended'; readonly events: readonly Stored<Body>[] }
  /** Seen before: nothing was appended. */
  | { readonly kind: 'duplicate' }
  /** Somebody else appended first: nothing was appended; read again and decide again. */
  | { readonly kind: 'conflict' }

/** The log: the only source of truth. All calls throw {@link StoreUnavailableError} when the database does not answer. */
export interface EventLog<Body extends EventBody = EventBody> {
  /** All streams or none, with the inline projections, in one transaction. */
  append(append: Append<Body>): Promise<AppendResult<Body>>
  readStream(stream: string): Promise<readonly Stored<Body>[]>
  /** In order of position, leaving out what an earlier transaction still open might come before. */
  readAll(after: number, limit: number): Promise<readonly Stored<Body>[]>
  /** The position of the newest event that is in the log at this moment; 0 in an empty one. */
  newestPosition(): Promise<number>
  /** The next number of a series that begins with 1. Numbers may be left out, never given twice. */
  nextNumber(series: string): Promise<number>
  /**
   * Calls `wake` after appends by any process on this database; it may also be called for no reason. Returns how to stop.
   * @param concerns Given the type of an event: what this process has appended itself and is of no concern does not wake.
   */
  onAppended(wake: () => void, concerns?: (type: Body['type']) => boolean): () => void
}

/** Remembers how far a reactor has come. */
export interface Checkpoints {
  read(reactor: string): Promise<number>
  /** Moves from `from` to `to`; false when somebody else has moved it meanwhile. */
  advance(reactor: string, from: number, to: number): Promise<boolean>
}

export interface ListQuery {
  /** Only documents that carry all of these labels. */
  readonly labels?: readonly string[]
  /** At most so many; all when left out. */
  readonly limit?: number
}

/** Reads projections. */
export interface Documents {
  get<Doc extends object>(projection: Projection<Doc, never>, key: string): Promise<Doc | undefined>
  /** Most recently created first. */
  list<Doc extends object>(projection: Projection<Doc, never>, query?: ListQuery): Promise<readonly Doc[]>
}

/** Everything the core keeps, in one database. `outbox` is beside the log because it holds effects, not facts. */
export interface Store<Body extends EventBody = EventBody> extends EventLog<Body>, Documents {
  readonly checkpoints: Checkpoints
  /** Folds every projection again from the whole log; nothing else may run meanwhile. */
  rebuild(): Promise<void>
  /** Resolves when the database answers and takes what is appended; throws {@link StoreUnavailableError} otherwise. */
  ping(): Promise<void>
  close(): Promise<void>
}

/** Thrown when the database does not answer or refuses. Nothing was written; safe to try again. */
export class StoreUnavailableError extends BotError {
  override readonly name = 'StoreUnavailableError'
  readonly code = 'store_unavailable'
  readonly userMessage = 'My database does not answer. Nothing was lost or started; please try again in a minute.'
}
