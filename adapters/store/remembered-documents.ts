import type { Projection } from '../../src/domain/event.ts'
import type { ListQuery } from '../../src/ports/event-store.ts'
import type { DocumentRows, DocumentRow as Row } from './document-rows.ts'
import type { FoldedDocument } from './project.ts'
import { createRareLabels, MOST_RARE, type RareLabels } from './rare-labels.ts'

/** Documents that were read or written last, so that they need not be read again. */
export interface RememberedDocuments extends DocumentRows {
  /** The document if it is remembered, or that there is none; undefined when neither is known. */
  known(projection: string, key: string): { readonly row: Row | undefined } | undefined
  /** What a transaction that has just been committed has written; a document that is gone has no `doc`. */
  written(documents: readonly FoldedDocument[]): void
  /** Nothing is known for sure any more. */
  forget(): void
}

interface List {
  readonly labels: readonly string[]
  readonly limit: number | undefined
  readonly rows: readonly Row[]
}

/** What is kept of one projection. `writes` rises with each; what was read before one and comes after it is not kept. */
interface Shelf {
  writes: number
  /** Holds nothing for what is known not to be there. */
  readonly rows: Map<string, { readonly row: Row | undefined }>
  readonly lists: Map<string, List>
  /** Made with the first question that has labels. */
  rare: RareLabels | undefined
}

/** Of each projection. */
const ROWS_KEPT = 1_000
const LISTS_KEPT = 100
/** A longer list costs more to keep in order than to read; most hold what is open in a thread, which is little. */
const LONGEST_LIST = 50

/**
 * Documents in memory, for a database that only this process writes: what is not here is read, and everything written goes
 * through `written`, so that what is here is what the database holds.
 */
export function rememberDocuments(source: DocumentRows): RememberedDocuments {
  const shelves = new Map<string, Shelf>()

  const shelfOf = (projection: string): Shelf => {
    const shelf = shelves.get(projection) ?? { writes: 0, rows: new Map(), lists: new Map(), rare: undefined }
    shelves.set(projection, shelf)
    return shelf
  }

  const readRow = async (projection: string, key: string): Promise<Row | undefined> => {
    const shelf = shelfOf(projection)
    const { writes } = shelf
    const row = await source.get(projection, key)
    if (shelf.writes === writes) keep(shelf.rows, key, { row }, ROWS_KEPT)
    return row
  }

  const readList = async (
    projection: Projection<object, never>,
    query: ListQuery,
    name: string,
  ): Promise<readonly Row[]> => {
    const shelf = shelfOf(projection.name)
    const { writes } = shelf
    const rows = await source.list(projection, query)
    const { labels = [], limit } = query
    if (shelf.writes === writes && rows.length <= LONGEST_LIST) {
      keep(shelf.lists, name, { labels, limit, rows }, LISTS_KEPT)
    }
    return rows
  }

  /** A question for all with several labels is about some of the few that carry the first one. */
  const learnRare = async (projection: Projection<object, never>, { labels, limit }: ListQuery): Promise<void> => {
    const [first, ...others] = labels ?? []
    const shelf = shelfOf(projection.name)
    shelf.rare ??= createRareLabels(projection)
    if (first === undefined || others.length === 0 || limit !== undefined || shelf.rare.knows(first)) return
    const { writes } = shelf
    const rows = await source.list(projection, { labels: [first], limit: MOST_RARE + 1 })
    if (shelf.writes === writes) shelf.rare.learn(first, rows)
  }

  return {
    known: (projection, key) => recall(shelfOf(projection).rows, key),
    async get(projection, key) {
      const known = recall(shelfOf(projection).rows, key)
      return known ? known.row : readRow(projection, key)
    },
    async list(projection, query) {
      if (query.labels) await learnRare(projection, query)
      const rare = shelfOf(projection.name).rare?.list(query)
      if (rare) return rare
      const name = JSON.stringify([query.labels ?? [], query.limit])
      return recall(shelfOf(projection.name).lists, name)?.rows ?? readList(projection, query, name)
    },
    written(documents) {
      for (const document of documents) write(shelfOf(document.projection.name), document)
    },
    forget() {
      for (const shelf of shelves.values()) {
        shelf.writes += 1
        shelf.rows.clear()
        shelf.lists.clear()
        shelf.rare?.forget()
      }
    },
  }
}

function write(shelf: Shelf, { projection, key, doc, created }: FoldedDocument): void {
  shelf.writes += 1
  keep(shelf.rows, key, { row: doc && { key, doc, created } }, ROWS_KEPT)
  shelf.rare?.written(key, doc && { key, doc, created })
  const labels = new Set(doc && projection.labels(doc as never))
  for (const [name, list] of shelf.lists) {
    const row = doc && list.labels.every((label) => labels.has(label)) ? { key, doc, created } : undefined
    const rows = listAfter(list, key, row)
    if (!rows || rows.length > LONGEST_LIST) shelf.lists.delete(name)
    else if (rows !== list.rows) shelf.lists.set(name, { ...list, rows })
  }
}

/** The list with the row as it is now, or without it; undefined when what follows the last one shown would have to be read. */
function listAfter({ limit, rows }: List, key: string, row: Row | undefined): readonly Row[] | undefined {
  const wasIn = rows.some((one) => one.key === key)
  if (!wasIn && !row) return rows
  const others = rows.filter((one) => one.key !== key)
  if (limit === undefined) return row ? inserted(others, row) : others
  if (wasIn && !row) return rows.length < limit ? others : undefined
  return row && inserted(others, row).slice(0, limit)
}

/** Most recently created first, then by key. */
function inserted(rows: readonly Row[], row: Row): readonly Row[] {
  const isBefore = (one: Row): boolean =>
    one.created > row.created || (one.created === row.created && one.key < row.key)
  const at = rows.findIndex((one) => !isBefore(one))
  return at === -1 ? [...rows, row] : rows.toSpliced(at, 0, row)
}

/** Found again, it is the last to be forgotten. */
function recall<Value>(kept: Map<string, Value>, key: string): Value | undefined {
  const value = kept.get(key)
  if (value !== undefined) {
    kept.delete(key)
    kept.set(key, value)
  }
  return value
}

function keep<Value>(kept: Map<string, Value>, key: string, value: Value, most: number): void {
  kept.delete(key)
  kept.set(key, value)
  for (const oldest of kept.keys()) {
    if (kept.size <= most) return
    kept.delete(oldest)
  }
}
