import { chainExisting } from '../../../../adapters/store/chain-existing.ts'
import { createDatabase } from '../../../../adapters/store/database.ts'
import { openEmbeddedPool } from '../../../../adapters/store/embedded-pool.ts'
import { liftAllClaims } from '../../../../adapters/store/outbox.ts'
import type { Queryable } from '../../../../adapters/store/pool.ts'
import { schemaOf } from '../../../../adapters/store/schema.ts'
import { createStore, type OpenStore } from '../../../../adapters/store/store.ts'
import type { ShipmateEvent } from '../../../domain/events.ts'
import { projections } from '../../../domain/projections.ts'

/** An empty store; closing it leaves nothing of it behind. */
export interface RehearsalStore extends Pick<OpenStore<ShipmateEvent>, 'store' | 'outbox'> {
  /** What opening it after a crash does. */
  reopen(): Promise<void>
}

/** One database in memory, for any number of rehearsals: opening it takes seconds, a store in it milliseconds. */
export interface RehearsalDatabase {
  newStore(): Promise<RehearsalStore>
  close(): Promise<void>
}

export async function openRehearsalDatabase(): Promise<RehearsalDatabase> {
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
     WHERE schemaname = $1 AND tablename NOT IN ('migration', 'log_head')`,
    [schema],
  )
  await database.query(`TRUNCATE ${rows[0]?.tables}`)
  await chainExisting(database, schemaOf(schema))
}
