import type { Append, AppendResult, EventBody, Projection, Stored } from '../../src/ports/event-store.ts'
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

/** Appends within a transaction: all of it, or nothing with the reason. */
export async function appendIn<Body extends EventBody>(
  session: Queryable,
  schema: Schema,
  projections: readonly Projection<object, Body>[],
  append: Append<Body>,
): Promise<AppendResult<Body>> {
  const head = await holdLog(session, schema)
  const refusal = await refusalOf(session, schema, append)
  if (refusal) return { kind: refusal }
  const events = numbered(append, head)
  await write(session, schema, events, append)
  await project(session, schema, projections, events)
  return { kind: 'appended', events }
}

async function refusalOf(
  session: Queryable,
  { name }: Schema,
  { inboxKeys = [], streams }: Append,
): Promise<'duplicate' | 'conflict' | undefined> {
  const { rows } = await session.query<{ seen: boolean; versions: number[] }>(
    `SELECT EXISTS (SELECT FROM ${name}.inbox WHERE key = ANY ($1::text[])) AS seen,
       ARRAY(
         SELECT coalesce((SELECT max(version) FROM ${name}.event WHERE event.stream = named.stream), 0)
         FROM unnest($2::text[]) WITH ORDINALITY AS named (stream, turn) ORDER BY turn
       ) AS versions`,
    [inboxKeys, streams.map(({ stream }) => stream)],
  )
  if (rows[0]?.seen) return 'duplicate'
  const asExpected = streams.every(({ expectedVersion }, index) => rows[0]?.versions[index] === expectedVersion)
  return asExpected ? undefined : 'conflict'
}

/** Events, delivery names and the new end of the log in one go; names too old to matter are forgotten on the way. */
async function write<Body extends EventBody>(
  session: Queryable,
  { name }: Schema,
  events: readonly Stored<Body>[],
  { inboxKeys = [], correlationId, causationId, actor, at }: Append<Body>,
): Promise<void> {
  await session.query(
    `WITH head AS (UPDATE ${name}.log_head SET position = position + cardinality($1::text[]) WHERE cardinality($1::text[]) > 0),
       remembered AS (INSERT INTO ${name}.inbox (key, at) SELECT unnest($6::text[]), $10::timestamptz ON CONFLICT DO NOTHING),
       forgotten AS (DELETE FROM ${name}.inbox WHERE cardinality($6::text[]) > 0 AND at < $11::timestamptz)
     INSERT INTO ${name}.event (position, id, stream, version, type, data, correlation_id, causation_id, actor, at)
     SELECT position, id::uuid, stream, version, type, data::json, $7, $8, $9, $10::timestamptz
     FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $12::bigint[])
       AS new (id, stream, version, type, data, position)`,
    [
      events.map(({ id }) => id),
      events.map(({ stream }) => stream),
      events.map(({ version }) => version),
      events.map(({ body }) => body.type),
      events.map(({ body }) => dataOf(body)),
      [...new Set(inboxKeys)],
      correlationId,
      causationId ?? null,
      actor,
      at.toISOString(),
      new Date(at.getTime() - INBOX_KEPT_MS).toISOString(),
      events.map(({ position }) => position),
    ],
  )
}

/** The type has a column of its own. */
function dataOf({ type: _, ...data }: EventBody): string {
  return JSON.stringify(data)
}
