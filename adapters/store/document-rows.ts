import type { Projection } from '../../src/domain/event.ts'
import type { Documents, ListQuery } from '../../src/ports/event-store.ts'
import { gather } from './gather.ts'
import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'
import { textList } from './statement.ts'

/** A document as the table holds it. */
export interface DocumentRow {
  readonly key: string
  readonly doc: object
  /** The position of the event that made it. */
  readonly created: number
}

/** Reads what the projections have folded. */
export interface DocumentRows {
  get(projection: string, key: string): Promise<DocumentRow | undefined>
  /** Most recently created first. */
  list(projection: Projection<object, never>, query: ListQuery): Promise<readonly DocumentRow[]>
}

const NEWEST_FIRST = 'ORDER BY created DESC, key'
/** Takes two milliseconds. What is asked for most, such as the last deployments, is among them. */
const LOOKED_THROUGH = 500

const of = (schema: string): string => `SELECT key, doc, created FROM ${schema}.document`

export function createDocumentRows(database: Queryable, { name }: Schema): DocumentRows {
  const getOne = gather<Name, DocumentRow | undefined>(getAll)
  const labelled = gather<Labelled, readonly DocumentRow[]>(listAll)
  return {
    get: (projection, key) => getOne({ projection, key }),
    async list({ name: projection }, { labels = [], limit }) {
      if (labels.length === 0) return newest(projection, limit)
      // A look-up of a single one is for something rare, such as what belongs to a button.
      const common = limit === undefined || limit === 1 ? [] : await amongNewest(projection, labels, limit)
      return common.length === limit ? common : labelled({ projection, labels, limit })
    },
  }

  async function getAll(names: readonly Name[]): Promise<readonly (DocumentRow | undefined)[]> {
    const [only, ...others] = names
    if (only && others.length === 0) {
      return [(await read(`${of(name)} WHERE projection = $1 AND key = $2`, [only.projection, only.key]))[0]]
    }
    const rows = await read<Named>(
      `SELECT projection, key, doc, created FROM ${name}.document
       WHERE (projection, key) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
      [names.map(({ projection }) => projection), names.map(({ key }) => key)],
    )
    const found = new Map(rows.map((row) => [idOf(row), asRow(row)]))
    return names.map((one) => found.get(idOf(one)))
  }

  /** A statement of its own: the index of labels is no way to all documents. */
  function newest(projection: string, limit: number | undefined): Promise<readonly DocumentRow[]> {
    return read(`${of(name)} WHERE projection = $1 ${NEWEST_FIRST} LIMIT $2`, [projection, limit ?? null])
  }

  /** Stops at the last one wanted, however many there are. */
  function amongNewest(projection: string, labels: readonly string[], limit: number): Promise<readonly DocumentRow[]> {
    return read(
      `SELECT key, doc, created FROM (
         SELECT key, doc, created, labels FROM ${name}.document WHERE projection = $1 ${NEWEST_FIRST} LIMIT ${LOOKED_THROUGH}
       ) AS newest WHERE labels @> $3::text[] ${NEWEST_FIRST} LIMIT $2`,
      [projection, limit, labels],
    )
  }

  /**
   * Reads all that carry the labels before it can say which are the newest. `OFFSET 0` keeps PostgreSQL from looking through
   * all documents for them, newest first.
   */
  async function listAll(lists: readonly Labelled[]): Promise<readonly (readonly DocumentRow[])[]> {
    const [only, ...others] = lists
    if (only && others.length === 0) {
      const { projection, labels, limit } = only
      const where = `WHERE projection = $1 AND labels @> $3::text[] ${NEWEST_FIRST} LIMIT $2`
      return [await read(`${of(name)} ${where}`, [projection, limit ?? null, labels])]
    }
    const rows = await read<Turn>(
      `SELECT wanted.turn::int AS turn, found.*
       FROM unnest($1::text[], $2::text[], $3::int[]) WITH ORDINALITY AS wanted (projection, labels, most, turn),
         LATERAL (
           SELECT * FROM (
             ${of(name)} WHERE projection = wanted.projection AND labels @> wanted.labels::text[] OFFSET 0
           ) AS labelled ${NEWEST_FIRST} LIMIT wanted.most
         ) AS found`,
      [
        lists.map(({ projection }) => projection),
        lists.map(({ labels }) => textList(labels)),
        lists.map(({ limit }) => limit ?? null),
      ],
    )
    const byTurn = Map.groupBy(rows, ({ turn }) => turn)
    return lists.map((_, index) => (byTurn.get(index + 1) ?? []).map(asRow).sort(newestFirst))
  }

  async function read<Row extends DocumentRow>(text: string, parameters: readonly unknown[]): Promise<readonly Row[]> {
    const { rows } = await database.query<Row>(text, parameters)
    return rows.map((row) => ({ ...row, created: Number(row.created) }))
  }
}

interface Name {
  readonly projection: string
  readonly key: string
}

type Named = DocumentRow & Name

interface Labelled {
  readonly projection: string
  readonly labels: readonly string[]
  readonly limit: number | undefined
}

/** A row for one of several questions, which count from 1. */
type Turn = DocumentRow & { readonly turn: number }

/** JSON keeps the two apart whatever letters they hold. */
const idOf = ({ projection, key }: Name): string => JSON.stringify([projection, key])

/** As {@link NEWEST_FIRST}. */
export function newestFirst(one: DocumentRow, other: DocumentRow): number {
  return other.created - one.created || (one.key < other.key ? -1 : 1)
}

function asRow({ key, doc, created }: DocumentRow): DocumentRow {
  return { key, doc, created }
}

/** Documents are typed by their projection, which also wrote them. */
export function readDocuments(rows: DocumentRows): Documents {
  return {
    async get<Doc extends object>({ name }: Projection<Doc, never>, key: string) {
      return (await rows.get(name, key))?.doc as Doc | undefined
    },
    async list<Doc extends object>(projection: Projection<Doc, never>, query: ListQuery = {}) {
      return (await rows.list(projection as Projection<never, never>, query)).map(({ doc }) => doc as Doc)
    },
  }
}
