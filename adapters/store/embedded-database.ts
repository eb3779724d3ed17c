import { setFlagsFromString } from 'node:v8'
import { PGlite, types } from '@electric-sql/pglite'
import { answerFrom, createStatements, type EmbeddedAnswer } from './embedded-statements.ts'
import { emptyDatabase } from './new-database.ts'
import type { Answer } from './pool.ts'
import { turnsForOthers } from './turns-for-others.ts'

/** A PostgreSQL with one session. Its caller makes sure that nobody else asks meanwhile. */
export interface EmbeddedDatabase {
  /** One statement with parameters, or several without; then the last one's answer. */
  query<Row>(text: string, parameters?: readonly unknown[]): Promise<Answer<Row>>
  /** @returns How to stop listening. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  /** Everything that is committed, as PGlite loads it: a tar, compressed. Nothing else is answered meanwhile. */
  archive(): Promise<Uint8Array>
  /** Whether the last statement has left a transaction open. */
  readonly inTransaction: boolean
  readonly closed: boolean
  close(): Promise<void>
}

/** A `bigint` as a string, as node-postgres gives it. */
const LIKE_NODE_POSTGRES = { [types.INT8]: (value: string) => value }

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

const AS_TEXT = { [types.JSON]: (value: string) => value, [types.JSONB]: (value: string) => value }

/**
 * V8 compiles the hottest functions of a PostgreSQL a second time, which takes more than a second of the processor and, since
 * one of them is huge, 500 MB at every start. Answers are then a tenth to a sixth quicker, which is a few milliseconds.
 */
const COMPILE_ONCE = ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering'] as const

/** PGlite in the calling thread. */
export interface DatabaseInThisThread extends EmbeddedDatabase {
  query<Row>(text: string, parameters?: readonly unknown[]): Promise<EmbeddedAnswer<Row>>
}

/**
 * PGlite in the calling thread, which does nothing else while a statement is worked on.
 *
 * @param folder Of a database that is there; undefined makes an empty one in memory.
 * @param json Whether JSON is read, or left as its text for whoever it is handed on to.
 */
export async function openInThisThread(
  folder: string | undefined,
  json: 'value' | 'text' = 'value',
): Promise<DatabaseInThisThread> {
  for (const flag of COMPILE_ONCE) setFlagsFromString(flag)
  const parsers = json === 'text' ? { ...LIKE_NODE_POSTGRES, ...AS_TEXT } : LIKE_NODE_POSTGRES
  const files = await (folder === undefined ? inMemory() : { dataDir: folder })
  const pglite = await PGlite.create({ ...files, parsers, startParams: START_PARAMETERS })
  await pglite.exec(SESSION_SETTINGS)
  const statements = createStatements(pglite)
  const letOthers = turnsForOthers()
  return {
    async query<Row>(text: string, parameters?: readonly unknown[]) {
      await letOthers()
      if (parameters?.length) return statements.query<Row>(text, parameters)
      return answerFrom<Row>((await pglite.exec(text)).at(-1))
    },
    listen: (channel, heard) => pglite.listen(channel, heard).then((stop) => () => stop()),
    async archive() {
      // What is committed without waiting is in the files then, too.
      await pglite.exec('CHECKPOINT')
      return (await pglite.dumpDataDir('gzip')).bytes()
    },
    get inTransaction() {
      return !pglite.closed && pglite.isInTransaction()
    },
    get closed() {
      return pglite.closed
    },
    close: () => pglite.close(),
  }
}

async function inMemory(): Promise<{ readonly loadDataDir?: Blob }> {
  const loadDataDir = await emptyDatabase()
  return { ...(loadDataDir && { loadDataDir }) }
}
