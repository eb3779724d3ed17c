import { randomUUID } from 'node:crypto'
import type { EventBody, Projection } from '../../src/domain/event.ts'
import type { AuditLog, NewestRows } from '../../src/ports/audit-log.ts'
import type { EraseRows } from '../../src/ports/erasure.ts'
import type { Store } from '../../src/ports/event-store.ts'
import type { InstallationStore } from '../../src/ports/installation-store.ts'
import type { Outbox } from '../../src/ports/outbox.ts'
import type { RestoredStore } from '../../src/ports/restored-store.ts'
import type { WebSessions } from '../../src/ports/web-sessions.ts'
import type { WebhookOutbox } from '../../src/ports/webhook-outbox.ts'
import type { WorkerRegistry } from '../../src/ports/worker-registry.ts'
import { createAuditLog } from './audit-log.ts'
import { createCheckpoints, rememberCheckpoints } from './checkpoints.ts'
import { OWN_CLAIMS } from './claims.ts'
import { createDatabase } from './database.ts'
import { createDocumentRows, readDocuments } from './document-rows.ts'
import { createEraseRows } from './erase-rows.ts'
import { createEventLog } from './event-log.ts'
import { createInstallations } from './installations.ts'
import { migrate } from './migrations.ts'
import { createOutbox } from './outbox.ts'
import type { Pool } from './pool.ts'
import { rebuild } from './rebuild.ts'
import { relabelUntold } from './relabel.ts'
import { rememberDocuments } from './remembered-documents.ts'
import { createRestoredStore } from './restored-store.ts'
import { schemaOf } from './schema.ts'
import { createWakeUps } from './wake-ups.ts'
import { createWebSessions } from './web-sessions.ts'
import { createWebhookOutbox } from './webhook-outbox.ts'
import { createWorkerRegistry } from './worker-registry.ts'
import { watchWrites } from './writes.ts'

export const DEFAULT_SCHEMA = 'shipmate'

export interface OpenStore<Body extends EventBody> {
  readonly store: Store<Body>
  readonly outbox: Outbox
  readonly registry: WorkerRegistry
  readonly audit: AuditLog & NewestRows
  readonly sessions: WebSessions
  readonly eraseRows: EraseRows
  readonly restored: RestoredStore
  /** All of an embedded database as it is at this moment, as a compressed archive; undefined on a server. */
  readonly archive?: () => Promise<Uint8Array>
  readonly webhooks: WebhookOutbox
  readonly installations: InstallationStore
  /** The connections underneath, for a job queue on the same database; they end when the store closes. */
  readonly pool: Pool
  /** Reads everything from the database again, as another process would. */
  readonly forget: () => void
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
  const rows = createDocumentRows(database, schema)
  const memory = parts.onlyProcess ? rememberDocuments(rows) : undefined
  const stored = createCheckpoints(database, schema)
  const checkpoints = parts.onlyProcess ? rememberCheckpoints(stored) : stored
  const claims = parts.onlyProcess ? OWN_CLAIMS : ({ isShared: true, by: randomUUID() } as const)
  const { forget, ...log } = createEventLog(database, schema, projections, wakeUps, memory)
  const store: Store<Body> = {
    ...log,
    append: (append) => writes.watched(() => log.append(append)),
    ...readDocuments(memory ?? rows),
    checkpoints,
    rebuild: () => rebuild(database, schema, projections).finally(forget),
    ping: writes.check,
    async close() {
      wakeUps.close()
      await parts.close()
    },
  }
  return {
    store,
    outbox: createOutbox(database, schema, checkpoints, claims),
    restored: createRestoredStore(database, schema, forget),
    registry: createWorkerRegistry(database, schema),
    audit: createAuditLog(database, schema),
    eraseRows: createEraseRows(database, schema),
    sessions: createWebSessions(database, schema),
    webhooks: createWebhookOutbox(database, schema, checkpoints),
    installations: createInstallations(database, schema),
    pool,
    forget,
  }
}
