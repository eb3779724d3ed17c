import type { JsonObject } from '../../src/domain/event.ts'
import { CHAIN_START, chainHash } from '../../src/domain/log-chain.ts'
import type { Beside, EraseRows, RowLeft } from '../../src/ports/erasure.ts'
import { rowsFrom } from './chain-rows.ts'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'

/** Bounds memory. */
const BATCH = 500
/** Everything that is kept, but for counters and what every process writes again. */
const TABLES = ['event', 'document', 'outbox', 'web_session', 'web_message', 'inbox', 'webhook_delivery'] as const

interface OutboxRow {
  readonly key: string
  readonly destination: JsonObject
  readonly card: JsonObject
  readonly correlation_id: string
}

interface SaidRow {
  readonly session: string
  readonly key: string
  readonly says: JsonObject
}

export function createEraseRows(database: Database, schema: Schema): EraseRows {
  const { name } = schema
  return {
    chainOldRows: () => chainOldRows(database, schema),
    replace: (rows) => replaceRows(database, schema, rows),
    replaceBeside: (beside) =>
      database.transaction(async (session) => {
        const gone = (await session.query<{ owner: string }>(`SELECT DISTINCT owner FROM ${name}.web_session`)).rows
          .map(({ owner }) => owner)
          .filter((owner) => beside.isGone(owner))
        await session.query(`DELETE FROM ${name}.web_session WHERE owner = ANY ($1::text[])`, [gone])
        return (
          gone.length +
          (await replaceMessages(session, schema, beside)) +
          (await replaceSaid(session, schema, beside)) +
          (await replaceSent(session, schema, beside))
        )
      }),
    async tablesWith(person) {
      const found = new Map<string, number>()
      for (const table of TABLES) {
        const { rows } = await database.query<{ count: string }>(
          `SELECT count(*) AS count FROM ${name}.${table} AS stored WHERE stored::text ~ $1`,
          [wholeId(person)],
        )
        const count = Number(rows[0]?.count ?? 0)
        if (count > 0) found.set(table, count)
      }
      return found
    },
  }
}

/** For PostgreSQL's regular expressions: an id ends where another one would not continue. */
const wholeId = (id: string): string => `${id.replace(/[^A-Za-z0-9]/g, (sign) => `\\${sign}`)}(?![A-Za-z0-9_])`

async function replaceRows(database: Database, { name }: Schema, rows: readonly RowLeft[]): Promise<void> {
  const column = <Key extends keyof RowLeft>(key: Key) => rows.map((row) => row[key])
  await database.query(
    `UPDATE ${name}.event AS stored SET stream = changed.stream, data = changed.data::json, actor = changed.actor,
       correlation_id = changed.correlation_id, causation_id = changed.causation_id
     FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
       AS changed (position, stream, data, actor, correlation_id, causation_id)
     WHERE stored.position = changed.position`,
    [
      column('position'),
      column('stream'),
      column('data'),
      column('actor'),
      column('correlationId'),
      column('causationId'),
    ],
  )
}

/** The same hashes that whoever verifies the log computes for them. */
async function chainOldRows(database: Database, schema: Schema): Promise<void> {
  let hash = CHAIN_START
  let { rows } = await rowsFrom(database, schema, undefined, BATCH)
  for (let last = rows.at(-1); last && rows[0]?.hash === null; last = rows.at(-1)) {
    const chained: { position: number; hash: string }[] = []
    for (const row of rows) {
      if (row.hash !== null) break
      hash = chainHash(hash, row)
      chained.push({ position: row.position, hash })
    }
    await database.query(
      `UPDATE ${schema.name}.event AS stored SET hash = decode(computed.hash, 'hex')
       FROM unnest($1::bigint[], $2::text[]) AS computed (position, hash)
       WHERE stored.position = computed.position AND stored.hash IS NULL`,
      [chained.map(({ position }) => position), chained.map((row) => row.hash)],
    )
    rows = (await rowsFrom(database, schema, last.position + 1, BATCH)).rows
  }
}

async function replaceMessages(session: Pick<Database, 'query'>, { name }: Schema, beside: Beside): Promise<number> {
  let [changed, after] = [0, '']
  for (;;) {
    const { rows } = await session.query<OutboxRow>(
      `SELECT key, destination, card, correlation_id FROM ${name}.outbox WHERE key > $1 ORDER BY key LIMIT ${BATCH}`,
      [after],
    )
    for (const { correlation_id, ...row } of rows) {
      const before = { ...row, correlationId: correlation_id }
      const left = beside.message(before)
      if (JSON.stringify(left) === JSON.stringify(before)) continue
      await session.query(
        `UPDATE ${name}.outbox SET key = $2, destination = $3::json, card = $4::json, correlation_id = $5, last_failure = NULL
         WHERE key = $1`,
        [row.key, left.key, JSON.stringify(left.destination), JSON.stringify(left.card), left.correlationId],
      )
      changed++
    }
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return changed
    after = last.key
  }
}

async function replaceSaid(session: Pick<Database, 'query'>, { name }: Schema, beside: Beside): Promise<number> {
  let [changed, after] = [0, ['00000000-0000-0000-0000-000000000000', '']]
  for (;;) {
    const { rows } = await session.query<SaidRow>(
      `SELECT session, key, says FROM ${name}.web_message
       WHERE (session, key) > ($1::uuid, $2) ORDER BY session, key LIMIT ${BATCH}`,
      after,
    )
    for (const { session: id, key, says } of rows) {
      const left = JSON.stringify(beside.said(says))
      if (left === JSON.stringify(says)) continue
      await session.query(`UPDATE ${name}.web_message SET says = $3::json WHERE session = $1 AND key = $2`, [
        id,
        key,
        left,
      ])
      changed++
    }
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return changed
    after = [last.session, last.key]
  }
}

async function replaceSent(session: Pick<Database, 'query'>, { name }: Schema, beside: Beside): Promise<number> {
  let [changed, after] = [0, '']
  for (;;) {
    const { rows } = await session.query<{ readonly id: string; readonly body: string }>(
      `SELECT id, body FROM ${name}.webhook_delivery WHERE id > $1 ORDER BY id LIMIT ${BATCH}`,
      [after],
    )
    for (const { id, body } of rows) {
      const left = JSON.stringify(beside.sent(JSON.parse(body) as JsonObject))
      if (left === body) continue
      await session.query(`UPDATE ${name}.webhook_delivery SET body = $2 WHERE id = $1`, [id, left])
      changed++
    }
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return changed
    after = last.id
  }
}
