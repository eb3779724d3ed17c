import type { Pool, PoolClient, Queryable } from './pool.ts'
import { asStoreFault } from './unavailable.ts'

/** A pool whose faults the core understands. */
export interface Database extends Queryable {
  /** Commits what `work` did when it resolves; undoes it when it throws. */
  transaction<Result>(work: (session: Queryable) => Promise<Result>): Promise<Result>
}

export function createDatabase(pool: Pool): Database {
  return {
    query: (text, parameters) => translated(() => pool.query(text, parameters)),
    transaction: (work) => translated(() => inTransaction(pool, work)),
  }
}

async function translated<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask()
  } catch (fault) {
    throw asStoreFault(fault)
  }
}

async function inTransaction<Result>(pool: Pool, work: (session: Queryable) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  // A dropped connection is also reported by the query that waits on it; unheard, the event would end the process.
  client.on('error', ignore)
  let broken = false
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (fault) {
    broken = !(await rolledBack(client))
    throw fault
  } finally {
    client.removeListener('error', ignore)
    client.release(broken)
  }
}

function rolledBack(client: PoolClient): Promise<boolean> {
  return client.query('ROLLBACK').then(
    () => true,
    () => false,
  )
}

function ignore(): void {}
