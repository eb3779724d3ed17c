import type { EventBody, Projection, Stored } from '../../src/domain/event.ts'
import type { Append } from '../../src/ports/event-store.ts'
import type { Queryable } from './pool.ts'
import { type DocumentsBefore, documentsBefore, type Touched, touchedBy } from './project.ts'
import type { RememberedDocuments } from './remembered-documents.ts'
import type { Schema } from './schema.ts'

/** Where the log ends: the next position and the next hash follow from here. */
export interface LogEnd {
  readonly position: number
  readonly hash: string
}

/** An append with its events. */
export interface Wanted<Body extends EventBody> {
  readonly append: Append<Body>
  readonly events: readonly Stored<Body>[]
}

/** What the database holds of what some appends are about. */
export interface Known {
  readonly head: LogEnd
  readonly seen: ReadonlySet<string>
  /** Of streams that are not there yet: 0. */
  readonly versions: ReadonlyMap<string, number>
  readonly documents: DocumentsBefore
  /** What of it nobody has looked up. */
  readonly assumed: Assumed
}

/** What the statement that writes has to find to be so. */
export interface Assumed {
  /** Nobody has brought these names before. */
  readonly inboxKeys: readonly string[]
  readonly versions: ReadonlyMap<string, number>
  /** These documents are not there. */
  readonly absent: readonly Pick<Touched<never>, 'projection' | 'key'>[]
}

const NOTHING: Assumed = { inboxKeys: [], versions: new Map(), absent: [] }

/** Looks, in one statement. */
export async function look<Body extends EventBody>(
  session: Queryable,
  { name }: Schema,
  projections: readonly Projection<object, Body>[],
  wanted: readonly Wanted<Body>[],
): Promise<Known> {
  const streams = [...expectedVersions(wanted).keys()]
  const touched = touchedByAll(projections, wanted)
  const { rows } = await session.query<KnownRow>(
    `SELECT (SELECT position || ' ' || encode(hash, 'hex') FROM ${name}.log_head) AS head,
       ARRAY(SELECT key FROM ${name}.inbox WHERE key = ANY ($1::text[])) AS seen,
       ARRAY(
         SELECT coalesce((SELECT max(version) FROM ${name}.event WHERE event.stream = named.stream), 0)
         FROM unnest($2::text[]) WITH ORDINALITY AS named (stream, turn) ORDER BY turn
       ) AS versions,
       (SELECT coalesce(json_agg(json_build_object('projection', projection, 'key', key, 'doc', doc, 'created', created)), '[]')
        FROM ${name}.document WHERE (projection, key) IN (SELECT * FROM unnest($3::text[], $4::text[]))) AS documents`,
    [inboxKeysOf(wanted), streams, touched.map(({ projection }) => projection.name), touched.map(({ key }) => key)],
  )
  const [position, hash = ''] = rows[0]?.head.split(' ') ?? []
  return {
    head: { position: Number(position), hash },
    seen: new Set(rows[0]?.seen),
    versions: new Map(streams.map((stream, index) => [stream, rows[0]?.versions[index] ?? 0])),
    documents: documentsBefore(rows[0]?.documents ?? []),
    assumed: NOTHING,
  }
}

/** What the only process that writes remembers; it takes the rest to be as in most appends, which saves the look. */
export function remembered<Body extends EventBody>(
  head: LogEnd,
  documents: Pick<RememberedDocuments, 'known'>,
  projections: readonly Projection<object, Body>[],
  wanted: readonly Wanted<Body>[],
): Known {
  const versions = expectedVersions(wanted)
  const touched = touchedByAll(projections, wanted)
  const found = touched.map(({ projection, key }) => ({
    projection,
    key,
    known: documents.known(projection.name, key),
  }))
  return {
    head,
    seen: new Set(),
    versions,
    documents: documentsBefore(
      found.flatMap(({ projection, known }) => (known?.row ? [{ projection: projection.name, ...known.row }] : [])),
    ),
    assumed: { inboxKeys: inboxKeysOf(wanted), versions, absent: found.filter(({ known }) => known === undefined) },
  }
}

interface KnownRow {
  readonly head: string
  readonly seen: readonly string[]
  readonly versions: readonly number[]
  readonly documents: readonly {
    readonly projection: string
    readonly key: string
    readonly doc: object
    readonly created: number
  }[]
}

/** By stream, what the first append to it expects. */
function expectedVersions(wanted: readonly Wanted<EventBody>[]): ReadonlyMap<string, number> {
  const expected = wanted.flatMap(({ append }) => append.streams)
  return new Map(expected.toReversed().map(({ stream, expectedVersion }) => [stream, expectedVersion]))
}

const inboxKeysOf = (wanted: readonly Wanted<EventBody>[]): readonly string[] =>
  wanted.flatMap(({ append: { inboxKeys = [] } }) => inboxKeys)

/** Which documents they touch does not depend on where in the log they come to stand. */
function touchedByAll<Body extends EventBody>(
  projections: readonly Projection<object, Body>[],
  wanted: readonly Wanted<Body>[],
): readonly Touched<Body>[] {
  return touchedBy(
    projections,
    wanted.flatMap(({ events }) => events),
  )
}
