import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, readdir, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseDamagedError } from './database-damaged.ts'
import { EmbeddedClient } from './embedded-client.ts'
import type { EmbeddedDatabase } from './embedded-database.ts'
import { createLock } from './lock.ts'
import { createDatabaseFolder, OWNER_ONLY } from './new-database.ts'
import { openInOwnThread } from './own-thread.ts'
import type { Answer, Pool, PoolClient } from './pool.ts'

/** PGlite as a pool: any number of clients, one at a time. */
export class EmbeddedPool extends EventEmitter implements Pool {
  /** Read by BullMQ: notifications cannot get lost on the way, so its workers may wait long for one. */
  readonly options = { keepAlive: true }
  readonly #database: EmbeddedDatabase
  readonly #session = createLock()

  constructor(database: EmbeddedDatabase) {
    super()
    this.#database = database
    // Every queue and worker on this pool adds a listener of its own.
    this.setMaxListeners(0)
  }

  query<Row>(text: string, parameters?: readonly unknown[]): Promise<Answer<Row>> {
    return this.#newClient().query<Row>(text, parameters)
  }

  async connect(): Promise<PoolClient> {
    return this.#newClient()
  }

  /** All that is committed at this moment; see {@link EmbeddedDatabase}. */
  async archive(): Promise<Uint8Array> {
    const leave = await this.#session.acquire()
    try {
      return await this.#database.archive()
    } finally {
      leave()
    }
  }

  /** Waits for what was asked before. */
  async end(): Promise<void> {
    const leave = await this.#session.acquire()
    try {
      if (!this.#database.closed) await this.#database.close()
    } finally {
      leave()
    }
  }

  #newClient(): EmbeddedClient {
    return new EmbeddedClient({ database: this.#database, session: this.#session })
  }
}

/**
 * @param folder Where the files lie: then it works in a thread of its own. Undefined keeps everything in memory, in this thread,
 *   for what is small and soon over.
 * @throws {DatabaseDamagedError} when the folder holds no database that opens.
 */
export async function openEmbeddedPool(folder: string | undefined): Promise<EmbeddedPool> {
  return new EmbeddedPool(await (folder === undefined ? openInMemory() : openFolder(folder)))
}

/** PGlite is loaded into this thread only where it works in it. */
async function openInMemory(): Promise<EmbeddedDatabase> {
  const { openInThisThread } = await import('./embedded-database.ts')
  return openInThisThread(undefined)
}

async function openFolder(folder: string): Promise<EmbeddedDatabase> {
  if (await isUnused(folder)) await createDatabaseFolder(folder)
  // PGlite would make a new database over the files of the old one.
  else if (!existsSync(join(folder, 'PG_VERSION'))) throw new DatabaseDamagedError(folder, 'PG_VERSION is missing')
  await chmod(folder, OWNER_ONLY)
  try {
    return await openInOwnThread(folder)
  } catch (cause) {
    throw new DatabaseDamagedError(folder, 'PGlite does not start on it', { cause })
  }
}

/** No folder, or an empty one. */
async function isUnused(folder: string): Promise<boolean> {
  if (!existsSync(folder)) return true
  if ((await readdir(folder)).length > 0) return false
  await rmdir(folder)
  return true
}
