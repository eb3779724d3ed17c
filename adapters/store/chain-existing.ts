import { CHAIN_START, chainHash } from '../../src/domain/log-chain.ts'
import { rowsFrom } from './chain-rows.ts'
import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'

/** Bounds memory. */
const BATCH = 1000

/** Rests the end of the log on every event from before it was chained, as they are now. Their rows stay as they are. */
export async function chainExisting(session: Queryable, schema: Schema): Promise<void> {
  let hash = CHAIN_START
  let { rows } = await rowsFrom(session, schema, undefined, BATCH)
  for (let last = rows.at(-1); last; last = rows.at(-1)) {
    for (const row of rows) hash = chainHash(hash, row)
    rows = (await rowsFrom(session, schema, last.position + 1, BATCH)).rows
  }
  await session.query(`UPDATE ${schema.name}.log_head SET hash = decode($1, 'hex')`, [hash])
}
