import type { EventBody, Projection } from '../../../src/domain/event.ts'
import type { Checkpoints, Store } from '../../../src/ports/event-store.ts'
import type { Outbox } from '../../../src/ports/outbox.ts'
import { foldedInMemory, readMemoryDocuments, saveInMemory } from './memory-documents.ts'
import { createMemoryLog } from './memory-log.ts'
import { createMemoryOutbox } from './memory-outbox.ts'
import { createMemoryTables, type MemoryTables } from './memory-tables.ts'

export interface MemoryStore<Body extends EventBody> {
  readonly store: Store<Body>
  readonly outbox: Outbox
}

/**
 * A store that holds all in plain maps and forgets it with them, for rehearsals: opened at once, and many times as fast as a
 * database. It passes the contracts of the others; no hash chain is kept, since nobody else could change anything.
 */
export function createMemoryStore<Body extends EventBody>(
  projections: readonly Projection<object, Body>[],
  tables: MemoryTables<Body> = createMemoryTables(),
): MemoryStore<Body> {
  const checkpoints = createMemoryCheckpoints(tables.checkpoints)
  const store: Store<Body> = {
    ...createMemoryLog(projections, tables),
    ...readMemoryDocuments(tables),
    checkpoints,
    async rebuild() {
      tables.documents.clear()
      saveInMemory(tables, foldedInMemory(projections, tables, tables.events))
    },
    async ping() {},
    async close() {},
  }
  return { store, outbox: createMemoryOutbox(tables.outbox, checkpoints) }
}

function createMemoryCheckpoints(checkpoints: Map<string, number>): Checkpoints {
  return {
    read: async (reactor) => checkpoints.get(reactor) ?? 0,
    async advance(reactor, from, to) {
      if ((checkpoints.get(reactor) ?? 0) !== from) return false
      checkpoints.set(reactor, to)
      return true
    },
  }
}
