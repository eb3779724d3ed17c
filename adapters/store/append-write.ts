import type { EventBody } from '../../src/domain/event.ts'
import type { Assumed, Known, LogEnd, Wanted } from './append-known.ts'
import { chained } from './event-rows.ts'
import type { Queryable } from './pool.ts'
import { documentColumns, type FoldedDocument, goneColumns, savedFrom } from './project.ts'
import type { Schema } from './schema.ts'
import { createStatement, type Statement } from './statement.ts'

/** What is written: appends that were accepted, and what they have made of the documents. */
export interface Writing<Body extends EventBody> {
  readonly accepted: readonly Wanted<Body>[]
  readonly documents: readonly FoldedDocument[]
  /** Delivery names from before are forgotten on the way. */
  readonly forgetBefore: Date | undefined
}

/**
 * Events with their hashes, delivery names, documents and the new end of the log in one go, if it ends at `head`: where the
 * position is the same, so is the hash that the first event follows. The end moves without events too: of two who bring the same
 * name only one is first. Only what there is to do is in the statement, since every part of it costs PostgreSQL time.
 *
 * @returns The new end; undefined when nothing was written, since somebody else has appended or what was assumed is not so.
 */
export async function write<Body extends EventBody>(
  session: Queryable,
  { name }: Schema,
  { head, assumed }: Pick<Known, 'head' | 'assumed'>,
  { accepted, documents, forgetBefore }: Writing<Body>,
): Promise<LogEnd | undefined> {
  const events = chained(
    accepted.flatMap((one) => one.events),
    head.hash,
  )
  const end: LogEnd = {
    position: head.position + Math.max(events.length, 1),
    hash: events.at(-1)?.hash ?? head.hash,
  }
  const statement = createStatement({ isSmall: accepted.length === 1 })
  const parts = [
    headPart(statement, name, head, end, assumed),
    ...namesPart(statement, name, accepted),
    ...forgottenPart(statement, name, forgetBefore),
    ...documentParts(statement, name, documents),
    ...eventsPart(statement, name, events),
  ]
  const answer = await session.query<{ moved: number }>(
    `WITH ${parts.join(',\n')} SELECT count(*)::int AS moved FROM head`,
    statement.values,
  )
  return answer.rows[0]?.moved === 1 ? end : undefined
}

function headPart(statement: Statement, name: string, head: LogEnd, end: LogEnd, assumed: Assumed): string {
  const { inboxKeys, versions, absent } = assumed
  const conditions = [
    `position = ${statement.value(head.position)}::bigint`,
    ...(inboxKeys.length === 0
      ? []
      : [`NOT EXISTS (SELECT FROM ${name}.inbox WHERE key = ANY (${statement.value(inboxKeys)}::text[]))`]),
    ...(versions.size === 0
      ? []
      : [
          `NOT EXISTS (
             SELECT FROM ${statement.rows('assumed', [
               { name: 'stream', type: 'text', values: [...versions.keys()] },
               { name: 'version', type: 'int', values: [...versions.values()] },
             ])}
             WHERE version <> coalesce((SELECT max(version) FROM ${name}.event WHERE event.stream = assumed.stream), 0)
           )`,
        ]),
    ...(absent.length === 0
      ? []
      : [
          `NOT EXISTS (
             SELECT FROM ${name}.document WHERE (projection, key) IN (SELECT * FROM ${statement.rows('absent', [
               { name: 'projection', type: 'text', values: absent.map(({ projection }) => projection.name) },
               { name: 'key', type: 'text', values: absent.map(({ key }) => key) },
             ])})
           )`,
        ]),
  ]
  return `head AS (
    UPDATE ${name}.log_head
    SET position = ${statement.value(end.position)}::bigint, hash = decode(${statement.value(end.hash)}, 'hex')
    WHERE ${conditions.join(' AND ')}
    RETURNING position
  )`
}

function namesPart(statement: Statement, name: string, accepted: readonly Wanted<EventBody>[]): readonly string[] {
  const keys = accepted.flatMap(({ append: { inboxKeys = [], at } }) =>
    [...new Set(inboxKeys)].map((key) => ({ key, at: at.toISOString() })),
  )
  if (keys.length === 0) return []
  const rows = statement.rows('new', [
    { name: 'key', type: 'text', values: keys.map(({ key }) => key) },
    { name: 'at', type: 'timestamptz', values: keys.map(({ at }) => at) },
  ])
  return [
    `remembered AS (
      INSERT INTO ${name}.inbox (key, at) SELECT key, new.at FROM head, ${rows} ON CONFLICT DO NOTHING
    )`,
  ]
}

function forgottenPart(statement: Statement, name: string, before: Date | undefined): readonly string[] {
  if (!before) return []
  const oldest = statement.value(before.toISOString())
  return [`forgotten AS (DELETE FROM ${name}.inbox USING head WHERE at < ${oldest}::timestamptz)`]
}

function documentParts(statement: Statement, name: string, documents: readonly FoldedDocument[]): readonly string[] {
  const [gone, kept] = [goneColumns(documents), documentColumns(documents)]
  return [
    ...(gone
      ? [
          `removed AS (
            DELETE FROM ${name}.document USING head
            WHERE (projection, key) IN (SELECT * FROM ${statement.rows('gone', gone)})
          )`,
        ]
      : []),
    ...(kept ? [`saved AS (${savedFrom(name, `head, ${statement.rows('changed', kept)}`)})`] : []),
  ]
}

function eventsPart(statement: Statement, name: string, events: ReturnType<typeof chained>): readonly string[] {
  if (events.length === 0) return []
  const rows = statement.rows('new', [
    { name: 'id', type: 'text', values: events.map(({ id }) => id) },
    { name: 'position', type: 'bigint', values: events.map(({ position }) => position) },
    { name: 'stream', type: 'text', values: events.map(({ stream }) => stream) },
    { name: 'version', type: 'int', values: events.map(({ version }) => version) },
    { name: 'type', type: 'text', values: events.map(({ type }) => type) },
    { name: 'data', type: 'text', values: events.map(({ data }) => data) },
    { name: 'correlation_id', type: 'text', values: events.map(({ correlationId }) => correlationId) },
    { name: 'causation_id', type: 'text', values: events.map(({ causationId }) => causationId) },
    { name: 'actor', type: 'text', values: events.map(({ actor }) => actor) },
    { name: 'at', type: 'timestamptz', values: events.map(({ at }) => at) },
    { name: 'hash', type: 'text', values: events.map(({ hash }) => hash) },
  ])
  return [
    `appended AS (
      INSERT INTO ${name}.event (position, id, stream, version, type, data, correlation_id, causation_id, actor, at, hash)
      SELECT new.position, id::uuid, stream, version, type, data::json, correlation_id, causation_id, actor, new.at,
        decode(new.hash, 'hex')
      FROM head, ${rows}
    )`,
  ]
}
