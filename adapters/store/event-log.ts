import type { EventBody, Projection, Stored } from '../../src/domain/event.ts'
import type { Append, AppendResult, EventLog } from '../../src/ports/event-store.ts'
import { append } from './append.ts'
import type { LogEnd } from './append-known.ts'
import type { Database } from './database.ts'
import { EVENT_COLUMNS, type EventRow, storedFrom } from './event-rows.ts'
import { eventsAfter } from './events-after.ts'
import { groupCommit } from './group-commit.ts'
import { createLogTail } from './log-tail.ts'
import { rememberLongStreams } from './long-streams.ts'
import { createOldNames } from './old-names.ts'
import type { RememberedDocuments } from './remembered-documents.ts'
import { rememberStreams } from './remembered-streams.ts'
import type { Schema } from './schema.ts'
import type { WakeUps } from './wake-ups.ts'

export function createEventLog<Body extends EventBody>(
  database: Database,
  schema: Schema,
  projections: readonly Projection<object, Body>[],
  wakeUps: WakeUps,
  memory: Pick<RememberedDocuments, 'known' | 'written' | 'forget'> | undefined,
): EventLog<Body> & { forget(): void } {
  const tail = memory && createLogTail<Body>()
  const readAfter = async (stream: string, version: number): Promise<readonly Stored<Body>[]> => {
    const { rows } = await database.query<EventRow>(
      `SELECT ${EVENT_COLUMNS} FROM ${schema.name}.event WHERE stream = $1 AND version > $2 ORDER BY version`,
      [stream, version],
    )
    return rows.map((row) => storedFrom<Body>(row))
  }
  const longStreams = rememberLongStreams<Body>(readAfter)
  const readStream = longStreams.read
  const streams = memory && rememberStreams<Body>(readStream)
  const oldNames = createOldNames()
  /** Where the log ended after the last append of this process. */
  let head: LogEnd | undefined
  const appendOne = groupCommit<Append<Body>, AppendResult<Body>>(async (appends) => {
    const known = memory && head && { head, documents: memory }
    const {
      results,
      documents,
      head: end,
    } = await append(database, schema, projections, appends, { memory: known, oldNames })
    head = end
    memory?.written(documents)
    const added = results.flatMap((result) => (result.kind === 'appended' ? result.events : []))
    tail?.appended(added)
    streams?.appended(added)
    return results
  })
  const forget = (): void => {
    head = undefined
    memory?.forget()
    streams?.forget()
    longStreams.forget()
    tail?.forget()
  }
  return {
    forget,
    async append(wanted) {
      const result = await appendOne(wanted).catch((fault: unknown) => {
        // It may be in the log all the same, when only the answer was lost.
        forget()
        wakeUps.doubt()
        throw fault
      })
      // A server that took over after a crash may lack events that this process has seen.
      if (result.kind === 'conflict') longStreams.forget()
      if (result.kind === 'appended') wakeUps.wakeAll(result.events.map(({ body }) => body.type))
      return result
    },
    readStream: (stream) => streams?.read(stream) ?? readStream(stream),
    readAll: async (after, limit) => tail?.after(after, limit) ?? eventsAfter<Body>(database, schema, after, limit),
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
