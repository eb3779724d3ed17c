import { chainExisting } from '../../adapters/store/chain-existing.ts'
import { createDatabase } from '../../adapters/store/database.ts'
import { openEmbeddedPool } from '../../adapters/store/embedded-pool.ts'
import { liftAllClaims } from '../../adapters/store/outbox.ts'
import type { Queryable } from '../../adapters/store/pool.ts'
import { schemaOf } from '../../adapters/store/schema.ts'
import { createStore } from '../../adapters/store/store.ts'
import type { RehearsalStore } from '../../src/app/commands/rehearse/rehearsal-store.ts'
import { projections } from '../../src/domain/projections.ts'

/** One PostgreSQL in memory, for any number of rehearsals: opening it takes seconds, a store in it milliseconds. */
export interface EmbeddedRehearsals {
  /** An empty store; closing it leaves nothing of it behind. */
  newStore(): Promise<RehearsalStore>
  close(): Promise<void>
}

export async function openEmbeddedRehearsals(): Promise<EmbeddedRehearsals> {
  const pool = await openEmbeddedPool(undefined)
  const database = createDatabase(pool)
  const free: string[] = []
  let count = 0
  return {
    async newStore() {
      // Making the tables takes longer than emptying them, and statements on them are prepared already.
      const schema = free.pop() ?? `rehearsal_${++count}`
      const close = async (): Promise<void> => {
        await emptyTables(database, schema)
        free.push(schema)
      }
      const opened = await createStore({ pool, projections, schema, onlyProcess: true, close })
      const reopen = (): Promise<void> => {
        opened.forget()
        return liftAllClaims(database, schemaOf(schema))
      }
      return { ...opened, reopen }
    },
    close: () => pool.end(),
  }
}

/** Leaves the tables as their migration made them; only the position stays. */
async function emptyTables(database: Queryable, schema: string): Promise<void> {
  const { rows } = await database.query<{ tables: string }>(
    `SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') AS tables FROM pg_tables
     WHERE schemaname = $1 AND tablename NOT IN ('migration', 'addition', 'log_head')`,
    [schema],
  )
  await database.query(`TRUNCATE ${rows[0]?.tables}`)
  await chainExisting(database, schemaOf(schema))
}
