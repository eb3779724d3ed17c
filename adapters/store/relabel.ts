import type { EventBody, Projection } from '../../src/domain/event.ts'
import { holdLog } from './append.ts'
import type { Database } from './database.ts'
import { eventsAfter } from './events-after.ts'
import { NARRATOR } from './narrate.ts'
import type { Queryable } from './pool.ts'
import { documentsTouched, labelsOf } from './project.ts'
import type { Schema } from './schema.ts'

const BATCH = 1000

/**
 * At startup, gives this version's labels to what an older version has appended and people have not been told of yet:
 * work is found by label, and a document has the labels of the version that folded it last. What people have been told
 * keeps its labels, so that old failures are not looked into again.
 */
export async function relabelUntold<Body extends EventBody>(
  database: Database,
  schema: Schema,
  projections: readonly Projection<object, Body>[],
): Promise<void> {
  const told = await toldUpTo(database, schema)
  if ((await eventsAfter<Body>(database, schema, told, 1)).length === 0) return
  await database.transaction(async (session) => {
    await holdLog(session, schema)
    let events = await eventsAfter<Body>(session, schema, told, BATCH)
    while (events.length > 0) {
      for (const { projection, key, doc } of await documentsTouched(session, schema, projections, events)) {
        await setLabels(session, schema, projection.name, key, labelsOf(projection, doc))
      }
      events = await eventsAfter<Body>(session, schema, events.at(-1)?.position ?? 0, BATCH)
    }
  })
}

async function toldUpTo(database: Queryable, { name }: Schema): Promise<number> {
  const { rows } = await database.query<{ position: string }>(
    `SELECT position FROM ${name}.checkpoint WHERE reactor = $1`,
    [NARRATOR],
  )
  return Number(rows[0]?.position ?? 0)
}

async function setLabels(
  session: Queryable,
  { name }: Schema,
  projection: string,
  key: string,
  labels: readonly string[],
): Promise<void> {
  await session.query(
    `UPDATE ${name}.document SET labels = $3::text[] WHERE projection = $1 AND key = $2 AND labels <> $3::text[]`,
    [projection, key, labels],
  )
}
