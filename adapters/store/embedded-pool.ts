import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, readdir, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { PGlite, types } from '@electric-sql/pglite'
import { DatabaseDamagedError } from './database-damaged.ts'
import { EmbeddedClient } from './embedded-client.ts'
import { createStatements } from './embedded-statements.ts'
import { createLock } from './lock.ts'
import { createDatabaseFolder, emptyDatabase, OWNER_ONLY } from './new-database.ts'
import type { Answer, Pool, PoolClient, Queryable } from './pool.ts'
import { turnsForOthers } from './turns-for-others.ts'

/** A `bigint` as a string, as node-postgres gives it. */
const LIKE_NODE_POSTGRES = { [types.INT8]: (value: string) => value }

/** PGlite as a pool: any number of clients, one at a time. */
export class EmbeddedPool extends EventEmitter implements Pool {
  /** Read by BullMQ: notifications cannot get lost on the way, so its workers may wait long for one. */
  readonly options = { keepAlive: true }
  readonly #database: PGlite
  readonly #session = createLock()
  readonly #letOthers = turnsForOthers()
  readonly #statements: Queryable

  constructor(database: PGlite) {
    super()
    this.#database = database
    this.#statements = createStatements(database)
    // Every queue and worker on this pool adds a listener of its own.
    this.setMaxListeners(0)
  }

  query<Row>(text: string, parameters?: readonly unknown[]): Promise<Answer<Row>> {
    return this.#newClient().query<Row>(text, parameters)
  }

  async connect(): Promise<PoolClient> {
    return this.#newClient()
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
    return new EmbeddedClient({
      database: this.#database,
      statements: this.#statements,
      session: this.#session,
      letOthers: this.#letOthers,
    })
  }
}

/**
 * Names without a schema are the queue's. A statement is planned once: to plan it each time is half of what an append costs.
 * A plan that was made when the tables were empty must still be right when they are full, so it goes by an index wherever
 * there is one.
 */
const SESSION_SETTINGS =
  'SET search_path TO bullmq, public; SET plan_cache_mode TO force_generic_plan; SET enable_seqscan TO off'

/**
 * PostgreSQL's usual 128 MB would be resident for good. The files behind it are in the system's own cache, and a page of
 * theirs is a copy away.
 */
const START_PARAMETERS = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB']

const OPTIONS = { parsers: LIKE_NODE_POSTGRES, startParams: START_PARAMETERS }

/**
 * V8 compiles the hottest functions of a PostgreSQL a second time, which takes more than a second of the processor and, since
 * one of them is huge, 500 MB at every start. Answers are then a tenth to a sixth quicker, which is a few milliseconds.
 */
const COMPILE_ONCE = ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering'] as const

/**
 * @param folder Where the files lie; undefined keeps everything in memory.
 * @throws {DatabaseDamagedError} when the folder holds no database that opens.
 */
export async function openEmbeddedPool(folder: string | undefined): Promise<EmbeddedPool> {
  for (const flag of COMPILE_ONCE) setFlagsFromString(flag)
  const database = await (folder === undefined ? openInMemory() : openFolder(folder))
  await database.exec(SESSION_SETTINGS)
  return new EmbeddedPool(database)
}

async function openInMemory(): Promise<PGlite> {
  const loadDataDir = await emptyDatabase()
  return PGlite.create({ ...OPTIONS, ...(loadDataDir && { loadDataDir }) })
}

async function openFolder(folder: string): Promise<PGlite> {
  if (await isUnused(folder)) await createDatabaseFolder(folder)
  // PGlite would make a new database over the files of the old one.
  else if (!existsSync(join(folder, 'PG_VERSION'))) throw new DatabaseDamagedError(folder, 'PG_VERSION is missing')
  await chmod(folder, OWNER_ONLY)
  try {
    return await PGlite.create({ ...OPTIONS, dataDir: folder })
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
