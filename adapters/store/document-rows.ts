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
  list(projection: string, query: ListQuery): Promise<readonly DocumentRow[]>
}

export function createDocumentRows(database: Queryable, { name }: Schema): DocumentRows {
  return {
    async get(projection, key) {
      const { rows } = await database.query<DocumentRow>(
        `SELECT key, doc, created FROM ${name}.document WHERE projection = $1 AND key = $2`,
        [projection, key],
      )
      return rows.map(asRow)[0]
    },
    async list(projection, { labels = [], limit }) {
      // A statement of its own where there are none: their index is no way to all documents.
      const [carrying, parameters] = labels.length === 0 ? ['', []] : ['AND labels @> $3::text[]', [labels]]
      const { rows } = await database.query<DocumentRow>(
        `SELECT key, doc, created FROM ${name}.document WHERE projection = $1 ${carrying}
         ORDER BY created DESC, key LIMIT $2`,
        [projection, limit ?? null, ...parameters],
      )
      return rows.map(asRow)
    },
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
    async list<Doc extends object>({ name }: Projection<Doc, never>, query: ListQuery = {}) {
      return (await rows.list(name, query)).map(({ doc }) => doc as Doc)
    },
  }
}
