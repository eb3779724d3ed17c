import type { EventBody, Projection, Stored } from '../../../src/domain/event.ts'
import type { Documents } from '../../../src/ports/event-store.ts'
import { documentsBefore, type FoldedDocument, folded, labelsOf, touchedBy } from '../project.ts'
import { asStored } from './as-stored.ts'
import type { DocumentRow, MemoryTables } from './memory-tables.ts'

type Tables = Pick<MemoryTables<never>, 'documents'>

/** What documents become by events; nothing is written before all of it is known, so that a fault leaves all as it was. */
export function foldedInMemory<Body extends EventBody>(
  projections: readonly Projection<object, Body>[],
  { documents }: Tables,
  events: readonly Stored<Body>[],
): readonly FoldedDocument[] {
  const touched = touchedBy(projections, events)
  const before = touched.flatMap(({ projection: { name: projection }, key }) => {
    const row = documents.get(projection)?.get(key)
    return row ? [{ projection, key, ...row }] : []
  })
  return folded(touched, documentsBefore(before))
}

export function saveInMemory({ documents }: Tables, changes: readonly FoldedDocument[]): void {
  for (const { projection, key, doc, created } of changes) {
    const rows = documents.get(projection.name) ?? new Map<string, DocumentRow>()
    documents.set(projection.name, rows)
    if (doc) rows.set(key, { doc: asStored(doc), created, labels: new Set(labelsOf(projection, doc)) })
    else rows.delete(key)
  }
}

export function readMemoryDocuments({ documents }: Tables): Documents {
  return {
    async get(projection, key) {
      // The projection that is asked for has also written it.
      return documents.get(projection.name)?.get(key)?.doc as never
    },
    async list(projection, { labels = [], limit } = {}) {
      const rows = [...(documents.get(projection.name)?.entries() ?? [])]
      return rows
        .filter(([, row]) => labels.every((label) => row.labels.has(label)))
        .sort(([key, one], [otherKey, other]) => other.created - one.created || (key < otherKey ? -1 : 1))
        .slice(0, limit)
        .map(([, { doc }]) => doc as never)
    },
  }
}
