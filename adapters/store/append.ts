import type { EventBody, Projection, Stored } from '../../src/domain/event.ts'
import type { Append, AppendResult } from '../../src/ports/event-store.ts'
import { numbered } from './event-rows.ts'
import type { Queryable } from './pool.ts'
import { project } from './project.ts'
import type { Schema } from './schema.ts'

/** No platform delivers again after so long; Slack gives up after a day. */
const INBOX_KEPT_MS = 30 * 24 * 60 * 60 * 1000

/**
 * Waits for its turn and returns the last position of the log. Until the transaction ends nobody else appends: an append
 * that commits late therefore never comes before one already read, and documents need no locks of their own.
 */
export async function holdLog(session: Queryable, { name }: Schema): Promise<number> {
  const { rows } = await session.query<{ position: string }>(`SELECT position FROM ${name}.log_head FOR UPDATE`)
  return Number(rows[0]?.position)
}

/**
 * Appends within a transaction, in order: each as a whole, or nothing of it with the reason. One that comes later meets what
 * an earlier one has appended.
 */
export async function appendIn<Body extends EventBody>(
  session: Queryable,
  schema: Schema,
  projections: readonly Projection<object, Body>[],
  appends: readonly Append<Body>[],
): Promise<readonly AppendResult<Body>[]> {
  const head = await holdLog(session, schema)
  const results = decided(appends, await known(session, schema, appends), head)
  const accepted = appends.flatMap((append, index) => {
    const result = results[index]
    return result?.kind === 'appended' ? [{ append, events: result.events }] : []
  })
  if (accepted.length > 0) await write(session, schema, accepted)
  await project(
    session,
    schema,
    projections,
    accepted.flatMap(({ events }) => events),
  )
  return results
}

/** What the log holds of the streams and delivery names of some appends. */
interface Known {
  readonly seen: Set<string>
  /** Of streams that are not there yet: 0. */
  readonly versions: Map<string, number>
}

async function known(session: Queryable, { name }: Schema, appends: readonly Append[]): Promise<Known> {
  const streams = [...new Set(appends.flatMap((append) => append.streams.map(({ stream }) => stream)))]
  const { rows } = await session.query<{ seen: string[]; versions: number[] }>(
    `SELECT ARRAY(SELECT key FROM ${name}.inbox WHERE key = ANY ($1::text[])) AS seen,
       ARRAY(
         SELECT coalesce((SELECT max(version) FROM ${name}.event WHERE event.stream = named.stream), 0)
         FROM unnest($2::text[]) WITH ORDINALITY AS named (stream, turn) ORDER BY turn
       ) AS versions`,
    [appends.flatMap(({ inboxKeys = [] }) => inboxKeys), streams],
  )
  return {
    seen: new Set(rows[0]?.seen),
    versions: new Map(streams.map((stream, index) => [stream, rows[0]?.versions[index] ?? 0])),
  }
}

function decided<Body extends EventBody>(
  appends: readonly Append<Body>[],
  { seen, versions }: Known,
  head: number,
): readonly AppendResult<Body>[] {
  let position = head
  return appends.map((append) => {
    const { inboxKeys = [], streams } = append
    if (inboxKeys.some((key) => seen.has(key))) return { kind: 'duplicate' }
    if (streams.some(({ stream, expectedVersion }) => versions.get(stream) !== expectedVersion)) {
      return { kind: 'conflict' }
    }
    const events = numbered(append, position)
    position += events.length
    for (const key of inboxKeys) seen.add(key)
    for (const { stream, version } of events) versions.set(stream, version)
    return { kind: 'appended', events }
  })
}

interface Accepted<Body extends EventBody> {
  readonly append: Append<Body>
  readonly events: readonly Stored<Body>[]
}

/** Events, delivery names and the new end of the log in one go; names too old to matter are forgotten on the way. */
async function write<Body extends EventBody>(
  session: Queryable,
  { name }: Schema,
  accepted: readonly Accepted<Body>[],
): Promise<void> {
  const events = accepted.flatMap((one) => one.events)
  const keys = accepted.flatMap(({ append: { inboxKeys = [], at } }) =>
    [...new Set(inboxKeys)].map((key) => ({ key, at: at.toISOString() })),
  )
  const latest = Math.max(...accepted.map(({ append }) => append.at.getTime()))
  await session.query(
    `WITH head AS (UPDATE ${name}.log_head SET position = position + cardinality($1::text[]) WHERE cardinality($1::text[]) > 0),
       remembered AS (
         INSERT INTO ${name}.inbox (key, at) SELECT * FROM unnest($2::text[], $3::timestamptz[]) ON CONFLICT DO NOTHING
       ),
       forgotten AS (DELETE FROM ${name}.inbox WHERE cardinality($2::text[]) > 0 AND at < $4::timestamptz)
     INSERT INTO ${name}.event (position, id, stream, version, type, data, correlation_id, causation_id, actor, at)
     SELECT position, id::uuid, stream, version, type, data::json, correlation_id, causation_id, actor, at::timestamptz
     FROM unnest($1::text[], $5::bigint[], $6::text[], $7::int[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],
         $13::text[])
       AS new (id, position, stream, version, type, data, correlation_id, causation_id, actor, at)`,
    [
      events.map(({ id }) => id),
      keys.map(({ key }) => key),
      keys.map(({ at }) => at),
      new Date(latest - INBOX_KEPT_MS).toISOString(),
      events.map(({ position }) => position),
      events.map(({ stream }) => stream),
      events.map(({ version }) => version),
      events.map(({ body }) => body.type),
      events.map(({ body }) => dataOf(body)),
      events.map(({ correlationId }) => correlationId),
      events.map(({ causationId }) => causationId ?? null),
      events.map(({ actor }) => actor),
      events.map(({ at }) => at),
    ],
  )
}

/** The type has a column of its own. */
function dataOf({ type: _, ...data }: EventBody): string {
  return JSON.stringify(data)
}
