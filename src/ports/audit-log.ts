import type { LogRow } from '../domain/log-chain.ts'

/** Where the log ends. */
export interface LogHead {
  /** Of its last event; 0 in an empty log. */
  readonly position: number
  /** In hexadecimal. */
  readonly hash: string
}

export interface ChainedRow extends LogRow {
  /** Null for rows from before the log was chained, which the first hash after them covers. */
  readonly hash: string | null
}

export interface LogPage {
  readonly rows: readonly ChainedRow[]
  /** The hash that the log ended with when they were read; undefined when the log no longer says so. */
  readonly end: string | undefined
}

/** The first event of a stream: what the later ones are about. */
export type Opening = Pick<LogRow, 'stream' | 'type' | 'data'>

/** Reads the log as it is stored. All calls throw {@link StoreUnavailableError} when the database does not answer. */
export interface AuditLog {
  /** Undefined when the log no longer says where it ends. */
  head(): Promise<LogHead | undefined>
  /** In order of position, from the first that there is where none is named. Fewer than `limit`: nothing follows them. */
  rowsFrom(position: number | undefined, limit: number): Promise<LogPage>
  openingsOf(streams: readonly string[]): Promise<readonly Opening[]>
  /** The position of the first event of that moment or a later one; undefined when there is none. */
  firstSince(moment: Date): Promise<number | undefined>
}

/** Reads the log from its end. Throws {@link StoreUnavailableError} when the database does not answer. */
export interface NewestRows {
  /**
   * Newest first.
   * @param position Only what is before it; left out, from the end on.
   * @param correlation Only what belongs together under this id.
   */
  rowsBefore(
    position: number | undefined,
    limit: number,
    correlation: string | undefined,
  ): Promise<readonly ChainedRow[]>
}
