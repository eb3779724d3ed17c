import type { EventBody } from '../../src/domain/event.ts'
import type { Known, LogEnd, Wanted } from './append-known.ts'
import { chained } from './event-rows.ts'
import type { Queryable } from './pool.ts'
import { documentValues, type FoldedDocument } from './project.ts'
import type { Schema } from './schema.ts'

/** No platform delivers again after so long; Slack gives up after a day. */
const INBOX_KEPT_MS = 30 * 24 * 60 * 60 * 1000

/**
 * Events with their hashes, delivery names, documents and the new end of the log in one go, if it ends at `head`: where the
 * position is the same, so is the hash that the first event follows. Names too old to matter are forgotten on the way. The end
 * moves without events too: of two who bring the same name only one is first.
 *
 * @returns The new end; undefined when nothing was written, since somebody else has appended or what was assumed is not so.
 */
export async function write<Body extends EventBody>(
  session: Queryable,
  { name }: Schema,
  { head, assumed }: Pick<Known, 'head' | 'assumed'>,
  accepted: readonly Wanted<Body>[],
  documents: readonly FoldedDocument[],
): Promise<LogEnd | undefined> {
  const rows = chained(
    accepted.flatMap((one) => one.events),
    head.hash,
  )
  const keys = accepted.flatMap(({ append: { inboxKeys = [], at } }) =>
    [...new Set(inboxKeys)].map((key) => ({ key, at: at.toISOString() })),
  )
  const latest = Math.max(...accepted.map(({ append }) => append.at.getTime()))
  const end: LogEnd = {
    position: head.position + Math.max(rows.length, 1),
    hash: rows.at(-1)?.hash ?? head.hash,
  }
  const answer = await session.query<{ moved: number }>(
    `WITH head AS (
       UPDATE ${name}.log_head
       SET position = position + greatest(cardinality($1::text[]), 1), hash = decode($22, 'hex')
       WHERE position = $2::bigint
         AND NOT EXISTS (SELECT FROM ${name}.inbox WHERE key = ANY ($24::text[]))
         AND NOT EXISTS (
           SELECT FROM unnest($25::text[], $26::int[]) AS assumed (stream, version)
           WHERE version <> coalesce((SELECT max(version) FROM ${name}.event WHERE event.stream = assumed.stream), 0)
         )
         AND NOT EXISTS (
           SELECT FROM ${name}.document WHERE (projection, key) IN (SELECT * FROM unnest($27::text[], $28::text[]))
         )
       RETURNING position
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
      end.hash,
      rows.map(({ hash }) => hash),
      assumed.inboxKeys,
      [...assumed.versions.keys()],
      [...assumed.versions.values()],
      assumed.absent.map(({ projection }) => projection.name),
      assumed.absent.map(({ key }) => key),
    ],
  )
  return answer.rows[0]?.moved === 1 ? end : undefined
}
