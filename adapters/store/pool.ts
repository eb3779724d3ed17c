/** What a query answers. Both databases parse alike: `bigint` is a string, `timestamptz` a Date, `json` its value. */
export interface Answer<Row> {
  rows: Row[]
  /** Rows returned or changed. */
  rowCount: number | null
}

export interface Queryable {
  query<Row>(text: string, parameters?: readonly unknown[]): Promise<Answer<Row>>
}

export interface Notification {
  channel: string
  payload?: string
}

/** One session of the database, borrowed from a pool. */
export interface PoolClient extends Queryable {
  on(event: 'notification', listener: (notification: Notification) => void): this
  on(event: 'error', listener: (error: Error) => void): this
  on(event: 'end', listener: () => void): this
  removeListener(event: 'notification', listener: (notification: Notification) => void): this
  removeListener(event: 'error', listener: (error: Error) => void): this
  removeAllListeners(event?: string): this
  /** Gives the session back; `true` ends it instead. */
  release(destroy?: boolean): void
}

/** What the store and BullMQ need of a `pg.Pool`; a real one is one. */
export interface Pool extends Queryable {
  connect(): Promise<PoolClient>
  end(): Promise<void>
  on(event: 'error', listener: (error: Error) => void): this
  on(event: 'connect', listener: (client: PoolClient) => void): this
  removeAllListeners(event?: string): this
}
