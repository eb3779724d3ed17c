import type { Projection } from '../../src/domain/event.ts'
import type { Documents, ListQuery } from '../../src/ports/event-store.ts'
import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'

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
  return {
    async get(projection, key) {
      const { rows } = await database.query<DocumentRow>(
        `SELECT key, doc, created FROM ${name}.document WHERE projection = $1 AND key = $2`,
        [projection, key],
      )
      return rows.map(asRow)[0]
    },
    async list({ name: projection }, { labels = [], limit }) {
      if (labels.length === 0) return newest(projection, limit)
      // A look-up of a single one is for something rare, such as what belongs to a button.
      const common = limit === undefined || limit === 1 ? [] : await amongNewest(projection, labels, limit)
      return common.length === limit ? common : labelled(projection, labels, limit)
    },
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

  /** Reads all that carry the labels before it can say which are the newest. */
  function labelled(
    projection: string,
    labels: readonly string[],
    limit: number | undefined,
  ): Promise<readonly DocumentRow[]> {
    return read(`${of(name)} WHERE projection = $1 AND labels @> $3::text[] ${NEWEST_FIRST} LIMIT $2`, [
      projection,
      limit ?? null,
      labels,
    ])
  }

  async function read(text: string, parameters: readonly unknown[]): Promise<readonly DocumentRow[]> {
    const { rows } = await database.query<DocumentRow>(text, parameters)
    return rows.map(asRow)
  }
}

function asRow({ key, doc, created }: DocumentRow): DocumentRow {
  return { key, doc, created: Number(created) }
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
