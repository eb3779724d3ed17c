import { randomUUID } from 'node:crypto'
import type { EventBody, JsonObject, Stored } from '../../src/domain/event.ts'
import { chainHash, type LogRow } from '../../src/domain/log-chain.ts'
import { upcast } from '../../src/domain/upcast.ts'
import type { Append } from '../../src/ports/event-store.ts'

/** An event as the table holds it. */
export interface EventRow {
  readonly position: string
  readonly id: string
  readonly stream: string
  readonly version: number
  readonly type: string
  readonly data: JsonObject
  readonly correlation_id: string
  readonly causation_id: string | null
  readonly actor: string
  readonly at: Date
}

/** Stands beside what an event says, in the same JSON, so that earlier versions read such events too. */
const TRACE = 'traceparent'

export const EVENT_COLUMNS = 'position, id, stream, version, type, data, correlation_id, causation_id, actor, at'

/** The log is typed by who writes it, so what is read is what was written: the one place where this is taken on trust. */
export function storedFrom<Body extends EventBody>(row: EventRow): Stored<Body> {
  const { [TRACE]: trace, ...data } = row.data
  return {
    id: row.id,
    position: Number(row.position),
    stream: row.stream,
    version: row.version,
    body: upcast({ type: row.type, ...data }) as unknown as Body,
    correlationId: row.correlation_id,
    ...(row.causation_id !== null && { causationId: row.causation_id }),
    actor: row.actor,
    at: row.at.toISOString(),
    ...(typeof trace === 'string' && { trace }),
  }
}

/** The events that an append becomes, with positions that count from 1: where the log ends is added once it is known. */
export function numbered<Body extends EventBody>(append: Append<Body>): readonly Stored<Body>[] {
  let position = 0
  return append.streams.flatMap(({ stream, expectedVersion, bodies }) =>
    bodies.map((body, index) => ({
      id: randomUUID(),
      position: ++position,
      stream,
      version: expectedVersion + index + 1,
      body: asJson(body),
      correlationId: append.correlationId,
      ...(append.causationId !== undefined && { causationId: append.causationId }),
      actor: append.actor,
      at: append.at.toISOString(),
      ...(append.trace !== undefined && { trace: append.trace }),
    })),
  )
}

/** As it will be read again, so that a document folded now equals one folded from the log. */
function asJson<Body extends EventBody>(body: Body): Body {
  return JSON.parse(JSON.stringify(body)) as Body
}

/** Events as their rows will stand in the log, each with its hash in the chain. @param previous The hash that the log ends with. */
export function chained(events: readonly Stored[], previous: string): readonly (LogRow & { readonly hash: string })[] {
  let last = previous
  return events.map(({ body: { type, ...said }, causationId = null, trace, ...columns }) => {
    const data = JSON.stringify(trace === undefined ? said : { ...said, [TRACE]: trace })
    const row = { ...columns, causationId, type, data }
    last = chainHash(last, row)
    return { ...row, hash: last }
  })
}
