import { randomBytes } from 'node:crypto'
import { StoreUnavailableError } from '../../src/ports/event-store.ts'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'

/** Knows whether the database accepts writes: one on a full disk still answers questions. */
export interface Writes {
  /** Remembers how a write ended. */
  watched<Result>(write: () => Promise<Result>): Promise<Result>
  /** Asks a question, or, once a write has failed, writes something and undoes it. Throws when that fails. */
  check(): Promise<void>
}

/** Needs new pages in the tables' files, which a full disk has no room for; random, since what repeats is packed. */
const PROBE_BYTES = 64 * 1024

export function watchWrites(database: Database, schema: Schema): Writes {
  let failing = false
  return {
    async watched(write) {
      try {
        const result = await write()
        failing = false
        return result
      } catch (fault) {
        if (fault instanceof StoreUnavailableError) failing = true
        throw fault
      }
    },
    async check() {
      if (!failing) {
        // An answer says nothing of a write that fails meanwhile.
        await database.query('SELECT 1')
        return
      }
      await writeAndUndo(database, schema)
      failing = false
    },
  }
}

async function writeAndUndo(database: Database, { name }: Schema): Promise<void> {
  const undo = new Error('to be undone')
  const probe = JSON.stringify(randomBytes(PROBE_BYTES).toString('base64'))
  const written = database.transaction(async (session) => {
    await session.query(
      `INSERT INTO ${name}.document (projection, key, created, labels, doc) VALUES ('probe', 'probe', 0, '{}', $1::json)`,
      [probe],
    )
    throw undo
  })
  await written.catch((fault: unknown) => {
    if (fault !== undo) throw fault
  })
}
