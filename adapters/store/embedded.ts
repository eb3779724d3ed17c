import { join } from 'node:path'
import type { EventBody, Projection } from '../../src/domain/event.ts'
import { createDatabase } from './database.ts'
import { type EmbeddedPool, openEmbeddedPool } from './embedded-pool.ts'
import { ownFolder } from './folder-owner.ts'
import { keepHouse } from './housekeeping.ts'
import { liftAllClaims } from './outbox.ts'
import { schemaOf } from './schema.ts'
import { createStore, DEFAULT_SCHEMA, type OpenStore } from './store.ts'
import { forgetWorkers } from './worker-registry.ts'

export interface EmbeddedStoreConfig<Body extends EventBody> {
  /** Where everything is kept; `memory` keeps nothing beyond this process. */
  readonly folder: string | 'memory'
  readonly projections: readonly Projection<object, Body>[]
  readonly schema?: string
}

/**
 * The store on PGlite: PostgreSQL inside this process, which alone owns the folder. What is committed survives the process
 * being killed; PGlite cannot force it to the disk, so a power cut may cost the last seconds or more: keep backups, or use
 * a server.
 * @throws {FolderInUseError} when another process has the folder open.
 */
export async function openEmbeddedStore<Body extends EventBody>(
  config: EmbeddedStoreConfig<Body>,
): Promise<OpenStore<Body>> {
  if (config.folder === 'memory') return overPool(config, await openEmbeddedPool(undefined))
  const disown = await ownFolder(config.folder)
  try {
    const opened = await overPool(config, await openEmbeddedPool(join(config.folder, 'pglite')))
    const close = (): Promise<void> => opened.store.close().finally(disown)
    return { ...opened, store: { ...opened.store, close } }
  } catch (fault) {
    await disown()
    throw fault
  }
}

async function overPool<Body extends EventBody>(
  { projections, schema = DEFAULT_SCHEMA }: EmbeddedStoreConfig<Body>,
  pool: EmbeddedPool,
): Promise<OpenStore<Body>> {
  try {
    const opened = await createStore({ pool, projections, schema, onlyProcess: true, close: () => pool.end() })
    // Nobody listens: there is no other process.
    await pool.query(`ALTER TABLE ${schemaOf(schema).name}.event DISABLE TRIGGER announce`)
    await liftAllClaims(createDatabase(pool), schemaOf(schema))
    await forgetWorkers(createDatabase(pool), schemaOf(schema))
    const stopSweeping = keepHouse(pool, schemaOf(schema))
    const close = (): Promise<void> => {
      stopSweeping()
      return opened.store.close()
    }
    return { ...opened, archive: () => pool.archive(), store: { ...opened.store, close } }
  } catch (fault) {
    await pool.end()
    throw fault
  }
}
