import type { EventBody, Projection } from '../../src/domain/event.ts'
import type { EventLog } from '../../src/ports/event-store.ts'
import { appendIn } from './append.ts'
import { appendTogether } from './append-together.ts'
import type { Database } from './database.ts'
import { EVENT_COLUMNS, type EventRow, storedFrom } from './event-rows.ts'
import { eventsAfter } from './events-after.ts'
import type { Schema } from './schema.ts'
import type { WakeUps } from './wake-ups.ts'

export function createEventLog<Body extends EventBody>(
  database: Database,
  schema: Schema,
  projections: readonly Projection<object, Body>[],
  wakeUps: WakeUps,
): EventLog<Body> {
  const appendOne = appendTogether<Body>((appends) =>
    database.transaction((session) => appendIn(session, schema, projections, appends)),
  )
  return {
    async append(append) {
      const result = await appendOne(append).catch((fault: unknown) => {
        // It may be in the log all the same, when only the answer was lost.
        wakeUps.wakeAll()
        throw fault
      })
      if (result.kind === 'appended') wakeUps.wakeAll(result.events.map(({ body }) => body.type))
      return result
    },
    async readStream(stream) {
      const { rows } = await database.query<EventRow>(
        `SELECT ${EVENT_COLUMNS} FROM ${schema.name}.event WHERE stream = $1 ORDER BY version`,
        [stream],
      )
      return rows.map((row) => storedFrom<Body>(row))
    },
    readAll: (after, limit) => eventsAfter<Body>(database, schema, after, limit),
    async newestPosition() {
      const { rows } = await database.query<{ newest: string }>(
        `SELECT COALESCE(max(position), 0) AS newest FROM ${schema.name}.event`,
        [],
      )
      return Number(rows[0]?.newest)
    },
    async nextNumber(series) {
      const { rows } = await database.query<{ last: string }>(
        `INSERT INTO ${schema.name}.series (name, last) VALUES ($1, 1)
         ON CONFLICT (name) DO UPDATE SET last = series.last + 1 RETURNING last`,
        [series],
      )
      return Number(rows[0]?.last)
    },
    onAppended: wakeUps.onAppended,
  }
}
