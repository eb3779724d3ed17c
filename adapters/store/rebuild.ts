import type { EventBody, Projection } from '../../src/ports/event-store.ts'
import { holdLog } from './append.ts'
import type { Database } from './database.ts'
import { EVENT_COLUMNS, type EventRow, storedFrom } from './event-rows.ts'
import type { Queryable } from './pool.ts'
import { project } from './project.ts'
import type { Schema } from './schema.ts'

/** Bounds memory; large enough that the trips to the database do not count. */
const BATCH = 1000

/** Throws all documents away and folds them again from the first event on, with the log held meanwhile. */
export function rebuild<Body extends EventBody>(
  database: Database,
  schema: Schema,
  projections: readonly Projection<object, Body>[],
): Promise<void> {
  return database.transaction(async (session) => {
    await holdLog(session, schema)
    await session.query(`DELETE FROM ${schema.name}.document`)
    let events = await batch<Body>(session, schema, 0)
    while (events.length > 0) {
      await project(session, schema, projections, events)
      events = await batch<Body>(session, schema, events.at(-1)?.position ?? 0)
    }
  })
}

async function batch<Body extends EventBody>(session: Queryable, { name }: Schema, after: number) {
  const { rows } = await session.query<EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM ${name}.event WHERE position > $1 ORDER BY position LIMIT $2`,
    [after, BATCH],
  )
  return rows.map((row) => storedFrom<Body>(row))
}
