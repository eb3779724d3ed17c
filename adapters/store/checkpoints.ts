import type { Checkpoints } from '../../src/ports/event-store.ts'
import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'

/** A statement that also moves a checkpoint moves it through here, so that it is known where it stands. */
export interface StoredCheckpoints extends Checkpoints {
  /** @param move Resolves to whether the checkpoint was where it was to be moved from. */
  moving(reactor: string, to: number, move: () => Promise<boolean>): Promise<boolean>
}

export function createCheckpoints(database: Queryable, schema: Schema): StoredCheckpoints {
  return {
    moving: (_reactor, _to, move) => move(),
    async read(reactor) {
      const { rows } = await database.query<{ position: string }>(
        `SELECT position FROM ${schema.name}.checkpoint WHERE reactor = $1`,
        [reactor],
      )
      return Number(rows[0]?.position ?? 0)
    },
    async advance(reactor, from, to) {
      const { rowCount } = await database.query(advanceStatement(schema.name), [reactor, from, to])
      return rowCount === 1
    },
  }
}

/** Checkpoints in memory, for a database that only this process writes. They move in the database first. */
export function rememberCheckpoints(stored: StoredCheckpoints): StoredCheckpoints {
  const positions = new Map<string, number>()
  const moving: StoredCheckpoints['moving'] = async (reactor, to, move) => {
    // Where it stands is not known when this fails, and read again when it stood elsewhere.
    positions.delete(reactor)
    const moved = await stored.moving(reactor, to, move)
    if (moved) positions.set(reactor, to)
    return moved
  }
  return {
    moving,
    async read(reactor) {
      const position = positions.get(reactor) ?? (await stored.read(reactor))
      positions.set(reactor, position)
      return position
    },
    advance: (reactor, from, to) => moving(reactor, to, () => stored.advance(reactor, from, to)),
  }
}

/**
 * Commits without waiting for the disk. If the server crashes, the bot does again what was lost. An append after it waits for the
 * disk, and for this with it.
 */
export const relaxed = `(SELECT set_config('synchronous_commit', 'off', true)) AS relaxed`

/**
 * Moves the checkpoint of `$1` from `$2` to `$3` by compare-and-set; changes a row where it was there.
 *
 * @param commit `durable` where something is done outside on the strength of the same statement.
 */
export function advanceStatement(schema: string, commit: 'relaxed' | 'durable' = 'relaxed'): string {
  return `INSERT INTO ${schema}.checkpoint (reactor, position)
     SELECT $1, $3::bigint ${commit === 'relaxed' ? `FROM ${relaxed}` : ''}
     WHERE $2::bigint = 0 OR EXISTS (SELECT FROM ${schema}.checkpoint WHERE reactor = $1)
     ON CONFLICT (reactor) DO UPDATE SET position = excluded.position WHERE checkpoint.position = $2::bigint`
}
