import { upcastDocument } from '../../src/domain/upcast.ts'
import type { Queryable } from './pool.ts'

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
export async function upcastDocuments(session: Queryable, schema: string): Promise<void> {
  let after: Pick<Row, 'projection' | 'key'> = { projection: '', key: '' }
  for (;;) {
    const { rows } = await session.query<Row>(
      `SELECT projection, key, doc FROM ${schema}.document WHERE (projection, key) > ($1, $2)
       ORDER BY projection, key LIMIT ${BATCH}`,
      [after.projection, after.key],
    )
    const last = rows.at(-1)
    if (!last) return
    for (const row of rows) await upcastOne(session, schema, row)
    after = last
  }
}

async function upcastOne(session: Queryable, schema: string, { projection, key, doc }: Row): Promise<void> {
  const now = upcastDocument(projection, doc)
  if (now === doc) return
  await session.query(`UPDATE ${schema}.document SET doc = $3::json WHERE projection = $1 AND key = $2`, [
    projection,
    key,
    JSON.stringify(now),
  ])
}
