import type { Documents } from '../../src/ports/event-store.ts'
import type { Queryable } from './pool.ts'
import type { Schema } from './schema.ts'

/** Reads what the projections have folded. Documents are typed by their projection, which also wrote them. */
export function createDocuments(database: Queryable, { name }: Schema): Documents {
  return {
    async get(projection, key) {
      const { rows } = await database.query<{ doc: never }>(
        `SELECT doc FROM ${name}.document WHERE projection = $1 AND key = $2`,
        [projection.name, key],
      )
      return rows[0]?.doc
    },
    async list(projection, { labels = [], limit } = {}) {
      const { rows } = await database.query<{ doc: never }>(
        `SELECT doc FROM ${name}.document WHERE projection = $1 AND labels @> $2::text[]
         ORDER BY created DESC, key LIMIT $3`,
        [projection.name, labels, limit ?? null],
      )
      return rows.map(({ doc }) => doc)
    },
  }
}
