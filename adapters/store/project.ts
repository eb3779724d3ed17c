import type { EventBody, Projection, Stored } from '../../src/domain/event.ts'
import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'
import { type Column, createStatement, textList } from './statement.ts'

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
  const [gone, kept] = [goneColumns(changes), documentColumns(changes)]
  if (gone) {
    const statement = createStatement({ isSmall: false })
    const rows = statement.rows('gone', gone)
    await session.query(
      `DELETE FROM ${name}.document WHERE (projection, key) IN (SELECT * FROM ${rows})`,
      statement.values,
    )
  }
  if (kept) {
    const statement = createStatement({ isSmall: false })
    await session.query(savedFrom(name, statement.rows('changed', kept)), statement.values)
  }
}

/** The part of a statement that writes documents. @param source Rows of {@link documentColumns}, called `changed`. */
export function savedFrom(schema: string, source: string): string {
  return `INSERT INTO ${schema}.document (projection, key, created, labels, doc)
    SELECT projection, key, created, labels::text[], doc::json FROM ${source}
    ON CONFLICT (projection, key)
    DO UPDATE SET created = excluded.created, labels = excluded.labels, doc = excluded.doc`
}

/** Documents that are gone, for a statement; undefined where none is. */
export function goneColumns(changes: readonly FoldedDocument[]): readonly Column[] | undefined {
  const gone = changes.filter(({ doc }) => doc === undefined)
  if (gone.length === 0) return undefined
  return [
    { name: 'projection', type: 'text', values: gone.map(({ projection }) => projection.name) },
    { name: 'key', type: 'text', values: gone.map(({ key }) => key) },
  ]
}

/** Documents as they have become, for a statement; undefined where there are none. */
export function documentColumns(changes: readonly FoldedDocument[]): readonly Column[] | undefined {
  const kept = changes.flatMap(({ doc, ...rest }) => (doc === undefined ? [] : [{ ...rest, doc }]))
  if (kept.length === 0) return undefined
  return [
    { name: 'projection', type: 'text', values: kept.map(({ projection }) => projection.name) },
    { name: 'key', type: 'text', values: kept.map(({ key }) => key) },
    { name: 'created', type: 'bigint', values: kept.map(({ created }) => created) },
    { name: 'labels', type: 'text', values: kept.map(({ projection, doc }) => textList(labelsOf(projection, doc))) },
    { name: 'doc', type: 'text', values: kept.map(({ doc }) => JSON.stringify(doc)) },
  ]
}

export function labelsOf(projection: Projection<object, never>, doc: object): readonly string[] {
  return [...new Set(projection.labels(doc))]
}

/** JSON keeps the two apart whatever letters they hold. */
function idOf(projection: string, key: string): string {
  return JSON.stringify([projection, key])
}
