import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, rename, rm } from 'node:fs/promises'
import { PGlite, types } from '@electric-sql/pglite'
import { EmbeddedClient } from './embedded-client.ts'
import { createStatements } from './embedded-statements.ts'
import { createLock } from './lock.ts'
import type { Answer, Pool, PoolClient, Queryable } from './pool.ts'

/** A `bigint` as a string, as node-postgres gives it. */
const LIKE_NODE_POSTGRES = { [types.INT8]: (value: string) => value }

/** PGlite as a pool: any number of clients, one at a time. */
export class EmbeddedPool extends EventEmitter implements Pool {
  /** Read by BullMQ: notifications cannot get lost on the way, so its workers may wait long for one. */
  readonly options = { keepAlive: true }
  readonly #database: PGlite
  readonly #session = createLock()
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
    return new EmbeddedClient({ database: this.#database, statements: this.#statements, session: this.#session })
  }
}

/**
 * Names without a schema are the queue's. A prepared statement gets a plan for the tables as they are, not one that was
 * made when they were empty: PGlite never gathers the statistics that would make it plan again.
 */
const SESSION_SETTINGS = 'SET search_path TO bullmq, public; SET plan_cache_mode TO force_custom_plan'

/** PGlite makes files that every user of the machine may read and write; only this process's user may get to them. */
const OWNER_ONLY = 0o700

/** @param folder Where the files lie; undefined keeps everything in memory. */
export async function openEmbeddedPool(folder: string | undefined): Promise<EmbeddedPool> {
  if (folder !== undefined) {
    await createWhole(folder)
    await chmod(folder, OWNER_ONLY)
  }
  const database = await PGlite.create({ ...(folder && { dataDir: folder }), parsers: LIKE_NODE_POSTGRES })
  await database.exec(SESSION_SETTINGS)
  return new EmbeddedPool(database)
}

/** Makes a new database beside its place and moves it there when it is complete, so that a kill leaves no half of one. */
async function createWhole(folder: string): Promise<void> {
  if (existsSync(folder)) return
  const unfinished = `${folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: OWNER_ONLY })
  const database = await PGlite.create(unfinished)
  await database.close()
  await rename(unfinished, folder)
}
