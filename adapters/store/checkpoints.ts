import type { Checkpoints } from '../../src/ports/event-store.ts'
import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'

export function createCheckpoints(database: Queryable, schema: Schema): Checkpoints {
  return {
    async read(reactor) {
      const { rows } = await database.query<{ position: string }>(
        `SELECT position FROM ${schema.name}.checkpoint WHERE reactor = $1`,
        [reactor],
      )
      return Number(rows[0]?.position ?? 0)
    },
    advance: (reactor, from, to) => advanceIn(database, schema, reactor, from, to),
  }
}

/** Moves a checkpoint by compare-and-set, within a transaction if the caller has one. */
export async function advanceIn(
  session: Queryable,
  { name }: Schema,
  reactor: string,
  from: number,
  to: number,
): Promise<boolean> {
  const { rowCount } = await session.query(
    `INSERT INTO ${name}.checkpoint (reactor, position)
     SELECT $1, $3::bigint WHERE $2::bigint = 0 OR EXISTS (SELECT FROM ${name}.checkpoint WHERE reactor = $1)
     ON CONFLICT (reactor) DO UPDATE SET position = excluded.position WHERE checkpoint.position = $2::bigint`,
    [reactor, from, to],
  )
  return rowCount === 1
}
