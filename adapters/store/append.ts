import type { EventBody, Projection, Stored } from '../../src/domain/event.ts'
import type { Append, AppendResult } from '../../src/ports/event-store.ts'
import type { Database } from './database.ts'
import { chained, numbered } from './event-rows.ts'
import type { Queryable } from './pool.ts'
import {
  type DocumentsBefore,
  documentsBefore,
  documentValues,
  type FoldedDocument,
  folded,
  touchedBy,
} from './project.ts'
import type { Schema } from './schema.ts'

/** No platform delivers again after so long; Slack gives up after a day. */
const INBOX_KEPT_MS = 30 * 24 * 60 * 60 * 1000

/**
 * Waits for its turn. Until the transaction ends nobody else appends. The position moves, so that whoever looked before it
 * and has not appended yet looks again: the documents may be others.
 */
export async function holdLog(session: Queryable, { name }: Schema): Promise<void> {
  await session.query(`UPDATE ${name}.log_head SET position = position + 1`)
}

export interface Appended<Body extends EventBody> {
  readonly results: readonly AppendResult<Body>[]
  /** What it has made of the documents. */
  readonly documents: readonly FoldedDocument[]
}

/** With several processes the slowest of them must get its turn too. */
const TRIES_WITHOUT_HOLDING = 3

/**
 * Appends in order: each as a whole, or nothing of it with the reason. One that comes later meets what an earlier one has
 * appended. One statement looks and a second one writes everything, if the log still ends where it ended: an append
 * therefore never comes before one already read, and the log is held for no longer than one statement.
 */
export async function append<Body extends EventBody>(
  database: Database,
  schema: Schema,
  projections: readonly Projection<object, Body>[],
  appends: readonly Append<Body>[],
): Promise<Appended<Body>> {
  for (let tries = 0; tries < TRIES_WITHOUT_HOLDING; tries++) {
    const appended = await tryToAppend(database, schema, projections, appends)
    if (appended) return appended
  }
  return database.transaction(async (session) => {
    await holdLog(session, schema)
    const appended = await tryToAppend(session, schema, projections, appends)
    if (!appended) throw new Error('the log has grown while it was held')
    return appended
  })
}

/** Undefined when somebody else has appended meanwhile; then nothing was written. */
async function tryToAppend<Body extends EventBody>(
  session: Queryable,
  schema: Schema,
  projections: readonly Projection<object, Body>[],
  appends: readonly Append<Body>[],
): Promise<Appended<Body> | undefined> {
  const wanted = appends.map((append) => ({ append, events: numbered(append) }))
  const found = await known(session, schema, projections, wanted)
  const results = decided(wanted, found)
  const accepted = appends.flatMap((append, index) => {
    const result = results[index]
    return result?.kind === 'appended' ? [{ append, events: result.events }] : []
  })
  if (accepted.length === 0) return { results, documents: [] }
  const events = accepted.flatMap((one) => one.events)
  const documents = folded(touchedBy(projections, events), found.documents)
  return (await write(session, schema, found.head, accepted, documents)) ? { results, documents } : undefined
}

/** Where the log ends: positions and hashes follow from here. */
interface LogEnd {
  readonly position: number
  readonly hash: string
}

/** An append with its events. */
interface Wanted<Body extends EventBody> {
  readonly append: Append<Body>
  readonly events: readonly Stored<Body>[]
}

/** What the database holds of what some appends are about. */
interface Known {
  readonly head: LogEnd
  readonly seen: Set<string>
  /** Of streams that are not there yet: 0. */
  readonly versions: Map<string, number>
  readonly documents: DocumentsBefore
}

async function known<Body extends EventBody>(
  session: Queryable,
  { name }: Schema,
  projections: readonly Projection<object, Body>[],
  wanted: readonly Wanted<Body>[],
): Promise<Known> {
  const appends = wanted.map(({ append }) => append)
  const streams = [...new Set(appends.flatMap((append) => append.streams.map(({ stream }) => stream)))]
  // Which documents they touch does not depend on where in the log they come to stand.
  const touched = touchedBy(
    projections,
    wanted.flatMap(({ events }) => events),
  )
  const { rows } = await session.query<KnownRow>(
    `SELECT (SELECT position || ' ' || encode(hash, 'hex') FROM ${name}.log_head) AS head,
       ARRAY(SELECT key FROM ${name}.inbox WHERE key = ANY ($1::text[])) AS seen,
       ARRAY(
         SELECT coalesce((SELECT max(version) FROM ${name}.event WHERE event.stream = named.stream), 0)
         FROM unnest($2::text[]) WITH ORDINALITY AS named (stream, turn) ORDER BY turn
       ) AS versions,
       (SELECT coalesce(json_agg(json_build_object('projection', projection, 'key', key, 'doc', doc, 'created', created)), '[]')
        FROM ${name}.document WHERE (projection, key) IN (SELECT * FROM unnest($3::text[], $4::text[]))) AS documents`,
    [
      appends.flatMap(({ inboxKeys = [] }) => inboxKeys),
      streams,
      touched.map(({ projection }) => projection.name),
      touched.map(({ key }) => key),
    ],
  )
  const [position, hash = ''] = rows[0]?.head.split(' ') ?? []
  return {
    head: { position: Number(position), hash },
    seen: new Set(rows[0]?.seen),
    versions: new Map(streams.map((stream, index) => [stream, rows[0]?.versions[index] ?? 0])),
    documents: documentsBefore(rows[0]?.documents ?? []),
  }
}

interface KnownRow {
  readonly head: string
  readonly seen: readonly string[]
  readonly versions: readonly number[]
  readonly documents: readonly StoredDocument[]
}

interface StoredDocument {
  readonly projection: string
  readonly key: string
  readonly doc: object
  readonly created: number
}

function decided<Body extends EventBody>(
  wanted: readonly Wanted<Body>[],
  { head, seen, versions }: Known,
): readonly AppendResult<Body>[] {
  let { position } = head
  return wanted.map(({ append: { inboxKeys = [], streams }, events: counted }) => {
    if (inboxKeys.some((key) => seen.has(key))) return { kind: 'duplicate' }
    if (streams.some(({ stream, expectedVersion }) => versions.get(stream) !== expectedVersion)) {
      return { kind: 'conflict' }
    }
    const before = position
    const events = counted.map((event) => ({ ...event, position: before + event.position }))
    position += events.length
    for (const key of inboxKeys) seen.add(key)
    for (const { stream, version } of events) versions.set(stream, version)
    return { kind: 'appended', events }
  })
}

/**
 * Events with their hashes, delivery names, documents and the new end of the log in one go, if it ends at `head`: where the
 * position is the same, so is the hash that the first event follows. Names too old to matter are forgotten on the way. The end moves without events too: of two who bring the same name only one is first.
 */
async function write<Body extends EventBody>(
  session: Queryable,
  { name }: Schema,
  head: LogEnd,
  accepted: readonly Wanted<Body>[],
  documents: readonly FoldedDocument[],
): Promise<boolean> {
  const rows = chained(
    accepted.flatMap((one) => one.events),
    head.hash,
  )
  const keys = accepted.flatMap(({ append: { inboxKeys = [], at } }) =>
    [...new Set(inboxKeys)].map((key) => ({ key, at: at.toISOString() })),
  )
  const latest = Math.max(...accepted.map(({ append }) => append.at.getTime()))
  const answer = await session.query<{ moved: number }>(
    `WITH head AS (
       UPDATE ${name}.log_head
       SET position = position + greatest(cardinality($1::text[]), 1), hash = decode($22, 'hex')
       WHERE position = $2::bigint RETURNING position
     ),
       remembered AS (
         INSERT INTO ${name}.inbox (key, at)
         SELECT key, new.at FROM head, unnest($3::text[], $4::timestamptz[]) AS new (key, at) ON CONFLICT DO NOTHING
       ),
       forgotten AS (
         DELETE FROM ${name}.inbox USING head WHERE cardinality($3::text[]) > 0 AND at < $5::timestamptz
       ),
       removed AS (
         DELETE FROM ${name}.document USING head
         WHERE (projection, key) IN (SELECT * FROM unnest($6::text[], $7::text[]))
       ),
       saved AS (
         INSERT INTO ${name}.document (projection, key, created, labels, doc)
         SELECT projection, key, created, ARRAY(SELECT json_array_elements_text(labels::json)), doc::json
         FROM head, unnest($8::text[], $9::text[], $10::bigint[], $11::text[], $12::text[])
           AS changed (projection, key, created, labels, doc)
         ON CONFLICT (projection, key)
         DO UPDATE SET created = excluded.created, labels = excluded.labels, doc = excluded.doc
       ),
       appended AS (
         INSERT INTO ${name}.event (position, id, stream, version, type, data, correlation_id, causation_id, actor, at, hash)
         SELECT new.position, id::uuid, stream, version, type, data::json, correlation_id, causation_id, actor,
           at::timestamptz, decode(new.hash, 'hex')
         FROM head, unnest($1::text[], $13::bigint[], $14::text[], $15::int[], $16::text[], $17::text[], $18::text[],
             $19::text[], $20::text[], $21::text[], $23::text[])
           AS new (id, position, stream, version, type, data, correlation_id, causation_id, actor, at, hash)
       )
     SELECT count(*)::int AS moved FROM head`,
    [
      rows.map(({ id }) => id),
      head.position,
      keys.map(({ key }) => key),
      keys.map(({ at }) => at),
      new Date(latest - INBOX_KEPT_MS).toISOString(),
      ...documentValues(documents),
      rows.map(({ position }) => position),
      rows.map(({ stream }) => stream),
      rows.map(({ version }) => version),
      rows.map(({ type }) => type),
      rows.map(({ data }) => data),
      rows.map(({ correlationId }) => correlationId),
      rows.map(({ causationId }) => causationId),
      rows.map(({ actor }) => actor),
      rows.map(({ at }) => at),
      rows.at(-1)?.hash ?? head.hash,
      rows.map(({ hash }) => hash),
    ],
  )
  return answer.rows[0]?.moved === 1
}
