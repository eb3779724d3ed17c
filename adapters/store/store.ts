import type { EventBody, Projection } from '../../src/domain/event.ts'
import type { Documents, Store } from '../../src/ports/event-store.ts'
import type { Outbox } from '../../src/ports/outbox.ts'
import type { WorkerRegistry } from '../../src/ports/worker-registry.ts'
import { createCheckpoints } from './checkpoints.ts'
import { createDatabase } from './database.ts'
import { createEventLog } from './event-log.ts'
import { migrate } from './migrations.ts'
import { createOutbox } from './outbox.ts'
import type { Pool, Queryable } from './pool.ts'
import { rebuild } from './rebuild.ts'
import { relabelUntold } from './relabel.ts'
import { type Schema, schemaOf } from './schema.ts'
import { createWakeUps } from './wake-ups.ts'
import { createWorkerRegistry } from './worker-registry.ts'
import { watchWrites } from './writes.ts'

export const DEFAULT_SCHEMA = 'shipmate'

export interface OpenStore<Body extends EventBody> {
  readonly store: Store<Body>
  readonly outbox: Outbox
  readonly registry: WorkerRegistry
  /** The connections underneath, for a job queue on the same database; they end when the store closes. */
  readonly pool: Pool
}

export interface StoreParts<Body extends EventBody> {
  readonly pool: Pool
  readonly projections: readonly Projection<object, Body>[]
  /** Where the tables lie, by default `shipmate`. */
  readonly schema?: string
  /** What the sessions of the pool call this process, in `shipmate.process`. */
  readonly process?: string
  /** True when no other process can use the database. */
  readonly onlyProcess?: boolean
  /** What closing the store also closes, in the end. */
  readonly close: () => Promise<void>
}

/**
 * A store over a pool, its tables made or brought up to date.
 * @throws {StoreUnavailableError} when the database does not answer.
 */
export async function createStore<Body extends EventBody>(parts: StoreParts<Body>): Promise<OpenStore<Body>> {
  const { pool, projections } = parts
  const schema = schemaOf(parts.schema ?? DEFAULT_SCHEMA)
  const database = createDatabase(pool)
  await migrate(database, schema)
  await relabelUntold(database, schema, projections)
  const wakeUps = createWakeUps(pool, schema, { process: parts.process, onlyProcess: parts.onlyProcess ?? false })
  const writes = watchWrites(database, schema)
  const log = createEventLog(database, schema, projections, wakeUps)
  const store: Store<Body> = {
    ...log,
    append: (append) => writes.watched(() => log.append(append)),
    ...createDocuments(database, schema),
    checkpoints: createCheckpoints(database, schema),
    rebuild: () => rebuild(database, schema, projections),
    ping: writes.check,
    async close() {
      wakeUps.close()
      await parts.close()
    },
  }
  return { store, outbox: createOutbox(database, schema), registry: createWorkerRegistry(database, schema), pool }
}

/** Reads what the projections have folded. Documents are typed by their projection, which also wrote them. */
function createDocuments(database: Queryable, { name }: Schema): Documents {
  return {
    async get(projection, key) {
      const { rows } = await database.query<{ doc: never }>(
        `SELECT doc FROM ${name}.document WHERE projection = $1 AND key = $2`,
        [projection.name, key],
      )
      return rows[0]?.doc
    },
    async list(projection, { labels = [], limit } = {}) {
      const { rows } = await database.query<{ doc: never }>(
        `SELECT doc FROM ${name}.document WHERE projection = $1 AND labels @> $2::text[]
         ORDER BY created DESC, key LIMIT $3`,
        [projection.name, labels, limit ?? null],
      )
      return rows.map(({ doc }) => doc)
    },
  }
}
