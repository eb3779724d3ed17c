import { RENAMED_IN, upcastDocument } from '../../src/domain/upcast.ts'
import { holdLog } from './append.ts'
import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'

/** Bounds memory: a document holds the end of a log. */
const BATCH = 500

interface Row {
  readonly projection: string
  readonly key: string
  readonly doc: Readonly<Record<string, unknown>>
}

/**
 * Brings what an earlier version has folded to the names of this one. Labels stay, and with them what was dealt with: to
 * fold everything again would have old failures looked into once more.
 */
export async function upcastDocuments(session: Queryable, schema: Schema): Promise<void> {
  await holdLog(session, schema)
  let after: Pick<Row, 'projection' | 'key'> = { projection: '', key: '' }
  for (;;) {
    const { rows } = await session.query<Row>(
      `SELECT projection, key, doc FROM ${schema.name}.document WHERE projection = ANY ($3) AND (projection, key) > ($1, $2)
       ORDER BY projection, key LIMIT ${BATCH}`,
      [after.projection, after.key, RENAMED_IN],
    )
    const last = rows.at(-1)
    if (!last) return
    for (const row of rows) await upcastOne(session, schema, row)
    after = last
  }
}

async function upcastOne(session: Queryable, { name }: Schema, { projection, key, doc }: Row): Promise<void> {
  const now = upcastDocument(projection, doc)
  if (now === doc) return
  await session.query(`UPDATE ${name}.document SET doc = $3::json WHERE projection = $1 AND key = $2`, [
    projection,
    key,
    JSON.stringify(now),
  ])
}
