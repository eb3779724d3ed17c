import type { EventBody, Projection, Stored } from '../../src/domain/event.ts'
import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'

/** One document that events touch, with those events in order. */
export interface Touched<Body extends EventBody> {
  readonly projection: Projection<object, Body>
  readonly key: string
  readonly events: Stored<Body>[]
}

interface Folded {
  readonly doc: object | undefined
  readonly created: number
}

/** A document that events have changed; without `doc` it is gone. */
export interface FoldedDocument extends Folded {
  readonly projection: Projection<object, never>
  readonly key: string
}

/** Documents as they were before, by `idOf`. */
export type DocumentsBefore = ReadonlyMap<string, Folded>

interface DocumentRow {
  readonly projection: string
  readonly key: string
  readonly doc: object
  readonly created: string | number
}

/** Folds events into the documents they change. The caller's transaction holds the log, so nobody else folds meanwhile. */
export async function project<Body extends EventBody>(
  session: Queryable,
  schema: Schema,
  projections: readonly Projection<object, Body>[],
  events: readonly Stored<Body>[],
): Promise<void> {
  const touched = touchedBy(projections, events)
  if (touched.length > 0) await save(session, schema, folded(touched, await load(session, schema, touched)))
}

/** What documents become by the events that touch them. */
export function folded<Body extends EventBody>(
  touched: readonly Touched<Body>[],
  before: DocumentsBefore,
): readonly FoldedDocument[] {
  return touched.flatMap((one) => changeOf(one, before.get(idOf(one.projection.name, one.key))))
}

/** The documents that events have gone into, as they are. */
export async function documentsTouched<Body extends EventBody>(
  session: Queryable,
  schema: Schema,
  projections: readonly Projection<object, Body>[],
  events: readonly Stored<Body>[],
) {
  const touched = touchedBy(projections, events)
  const present = await load(session, schema, touched)
  return touched.flatMap(({ projection, key }) => {
    const doc = present.get(idOf(projection.name, key))?.doc
    return doc ? [{ projection, key, doc }] : []
  })
}

export function touchedBy<Body extends EventBody>(
  projections: readonly Projection<object, Body>[],
  events: readonly Stored<Body>[],
): readonly Touched<Body>[] {
  const touched = new Map<string, Touched<Body>>()
  for (const event of events) {
    for (const projection of projections) {
      for (const key of new Set(projection.keys(event))) {
        const id = idOf(projection.name, key)
        const one = touched.get(id) ?? { projection, key, events: [] }
        one.events.push(event)
        touched.set(id, one)
      }
    }
  }
  return [...touched.values()]
}

function changeOf<Body extends EventBody>(
  touched: Touched<Body>,
  before: Folded | undefined,
): readonly FoldedDocument[] {
  const { projection, key } = touched
  const start: Folded = before ?? { doc: undefined, created: 0 }
  const after = touched.events.reduce<Folded>(({ doc, created }, event) => {
    const next = projection.apply(doc, event, key)
    return { doc: next, created: doc === undefined ? event.position : created }
  }, start)
  return after.doc === start.doc ? [] : [{ projection, key, ...after }]
}

async function load<Body extends EventBody>(
  session: Queryable,
  { name }: Schema,
  touched: readonly Touched<Body>[],
): Promise<DocumentsBefore> {
  const { rows } = await session.query<DocumentRow>(
    `SELECT projection, key, doc, created FROM ${name}.document
     WHERE (projection, key) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
    [touched.map(({ projection }) => projection.name), touched.map(({ key }) => key)],
  )
  return documentsBefore(rows)
}

export function documentsBefore(rows: readonly DocumentRow[]): DocumentsBefore {
  return new Map(
    rows.map(({ projection, key, doc, created }) => [idOf(projection, key), { doc, created: Number(created) }]),
  )
}

/** Writes what documents have become, and removes those that are gone. */
async function save(session: Queryable, { name }: Schema, changes: readonly FoldedDocument[]): Promise<void> {
  if (changes.length === 0) return
  await session.query(
    `WITH removed AS (
       DELETE FROM ${name}.document WHERE (projection, key) IN (SELECT * FROM unnest($1::text[], $2::text[]))
     )
     INSERT INTO ${name}.document (projection, key, created, labels, doc)
     SELECT projection, key, created, ARRAY(SELECT json_array_elements_text(labels::json)), doc::json
     FROM unnest($3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[])
       AS changed (projection, key, created, labels, doc)
     ON CONFLICT (projection, key)
     DO UPDATE SET created = excluded.created, labels = excluded.labels, doc = excluded.doc`,
    [...documentValues(changes)],
  )
}

/** For a statement: projections and keys of those that are gone, then projections, keys, births, labels and texts of the others. */
export function documentValues(changes: readonly FoldedDocument[]): readonly unknown[] {
  const kept = changes.flatMap(({ doc, ...rest }) => (doc === undefined ? [] : [{ ...rest, doc }]))
  const gone = changes.filter(({ doc }) => doc === undefined)
  return [
    gone.map(({ projection }) => projection.name),
    gone.map(({ key }) => key),
    kept.map(({ projection }) => projection.name),
    kept.map(({ key }) => key),
    kept.map(({ created }) => created),
    kept.map(({ projection, doc }) => JSON.stringify(labelsOf(projection, doc))),
    kept.map(({ doc }) => JSON.stringify(doc)),
  ]
}

export function labelsOf(projection: Projection<object, never>, doc: object): readonly string[] {
  return [...new Set(projection.labels(doc))]
}

/** JSON keeps the two apart whatever letters they hold. */
function idOf(projection: string, key: string): string {
  return JSON.stringify([projection, key])
}
