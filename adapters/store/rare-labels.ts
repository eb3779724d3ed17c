import type { Projection } from '../../src/domain/event.ts'
import type { ListQuery } from '../../src/ports/event-store.ts'
import { newestFirst, type DocumentRow as Row } from './document-rows.ts'

/**
 * All documents of one projection that carry a label such as `open`, for a database that only this process writes. They are few
 * at any time, so a question for the open ones of a thread need not be asked of the database.
 */
export interface RareLabels {
  /** Whether it is known how many carry the label. */
  knows(label: string): boolean
  /** Those that carry the first label of a query, most recently created first; undefined where they are not all here. */
  list(query: ListQuery): readonly Row[] | undefined
  /** @param rows All that carry the label, or as many as {@link MOST_RARE} and one. */
  learn(label: string, rows: readonly Row[]): void
  /** What has just been written; without `row` the document is gone. */
  written(key: string, row: Row | undefined): void
  forget(): void
}

/** To look through so many takes some tens of microseconds. */
export const MOST_RARE = 500
/** A label in the first place of a query names a state, of which there are a handful. */
const LABELS_KEPT = 20

interface Carrier {
  readonly row: Row
  readonly labels: ReadonlySet<string>
}

export function createRareLabels({ labels: labelsOf }: Pick<Projection<object, never>, 'labels'>): RareLabels {
  /** By label, its documents by key; undefined for one that too many carry. */
  const known = new Map<string, Map<string, Carrier> | undefined>()
  const carrier = (row: Row): Carrier => ({ row, labels: new Set(labelsOf(row.doc)) })

  return {
    knows: (label) => known.has(label) || known.size >= LABELS_KEPT,
    list({ labels: [first, ...others] = [], limit }) {
      const carriers = first === undefined ? undefined : known.get(first)
      if (!carriers) return undefined
      const found = [...carriers.values()].filter(({ labels }) => others.every((label) => labels.has(label)))
      return found
        .map(({ row }) => row)
        .sort(newestFirst)
        .slice(0, limit)
    },
    learn(label, rows) {
      const carriers = new Map(rows.map((row) => [row.key, carrier(row)]))
      known.set(label, rows.length > MOST_RARE ? undefined : carriers)
    },
    written(key, row) {
      const written = row && carrier(row)
      for (const [label, carriers] of known) {
        if (!carriers) continue
        if (written?.labels.has(label)) carriers.set(key, written)
        else carriers.delete(key)
        if (carriers.size > MOST_RARE) known.set(label, undefined)
      }
    },
    forget: () => known.clear(),
  }
}
