import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { EventBody, Projection } from '../../src/domain/event.ts'
import type { Pool } from './pool.ts'
import { preparedClient } from './prepared-client.ts'
import { schemaOf } from './schema.ts'
import { createStore, DEFAULT_SCHEMA, type OpenStore } from './store.ts'

/** Four sessions listen all the time (store, bus, and a worker for each kind of step); the rest is for queries. */
const CONNECTIONS = 14
/** People wait for an answer meanwhile, so a database that is gone is to be known soon. */
const CONNECT_MS = 5000
/** Shorter than it takes a firewall to drop a quiet connection. */
const KEEP_ALIVE_MS = 10_000
/**
 * Names without a schema are the queue's. A process that hangs with the log held must not hold up the others for ever.
 */
const SESSION_OPTIONS = [
  '-c search_path=bullmq,public',
  '-c lock_timeout=10s',
  '-c statement_timeout=60s',
  '-c idle_in_transaction_session_timeout=10s',
].join(' ')

export interface PostgresStoreConfig<Body extends EventBody> {
  /** `postgres://user:password@host:port/database` */
  readonly url: string
  readonly projections: readonly Projection<object, Body>[]
  readonly schema?: string
  /** Told of connections that break while nobody uses them; they are replaced. */
  readonly onError?: (error: Error) => void
}

/**
 * The store on a PostgreSQL server, version 15 or newer. Any number of processes may share it.
 * @throws {StoreUnavailableError} when the server does not answer or refuses.
 */
export async function openPostgresStore<Body extends EventBody>(
  config: PostgresStoreConfig<Body>,
): Promise<OpenStore<Body>> {
  const process = randomUUID()
  const pool = createPool(config, process)
  try {
    const { projections, schema } = config
    return await createStore({ pool, process, projections, ...(schema && { schema }), close: () => pool.end() })
  } catch (fault) {
    await pool.end()
    throw fault
  }
}

function createPool(
  { url, schema, onError }: Pick<PostgresStoreConfig<never>, 'url' | 'schema' | 'onError'>,
  process: string,
): Pool {
  const pool = new pg.Pool({
    Client: preparedClient(schemaOf(schema ?? DEFAULT_SCHEMA).name),
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    application_name: 'shipmate',
    options: `${SESSION_OPTIONS} -c shipmate.process=${process}`,
  })
  // Every queue and worker on this pool adds a listener of its own.
  pool.setMaxListeners(0)
  pool.on('error', (error) => onError?.(error))
  // The same at run time; @types/pg writes `on` as a conditional type, which overloads do not match.
  return pool as unknown as Pool
}
