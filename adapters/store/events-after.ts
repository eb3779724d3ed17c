import type { EventBody, Stored } from '../../src/domain/event.ts'
import { EVENT_COLUMNS, type EventRow, storedFrom } from './event-rows.ts'
import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'

/** The events of the whole log after a position, oldest first. */
export async function eventsAfter<Body extends EventBody>(
  database: Queryable,
  { name }: Schema,
  after: number,
  limit: number,
): Promise<readonly Stored<Body>[]> {
  const { rows } = await database.query<EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM ${name}.event WHERE position > $1 ORDER BY position LIMIT $2`,
    [after, limit],
  )
  return rows.map((row) => storedFrom<Body>(row))
}
