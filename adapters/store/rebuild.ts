import type { EventBody, Projection } from '../../src/domain/event.ts'
import { holdLog } from './append.ts'
import type { Database } from './database.ts'
import { eventsAfter } from './events-after.ts'
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
    let events = await eventsAfter<Body>(session, schema, 0, BATCH)
    while (events.length > 0) {
      await project(session, schema, projections, events)
      events = await eventsAfter<Body>(session, schema, events.at(-1)?.position ?? 0, BATCH)
    }
  })
}
