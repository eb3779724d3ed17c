import { liftMemoryClaims } from '../../../../adapters/store/memory/memory-outbox.ts'
import { createMemoryStore, type MemoryStore } from '../../../../adapters/store/memory/memory-store.ts'
import { createMemoryTables } from '../../../../adapters/store/memory/memory-tables.ts'
import type { ShipmateEvent } from '../../../domain/events.ts'
import { projections } from '../../../domain/projections.ts'

/** What a rehearsal keeps; it outlives the bot's process, and ends with the rehearsal. */
export interface RehearsalStore extends MemoryStore<ShipmateEvent> {
  /** What opening it after a crash does. */
  reopen(): Promise<void>
}

/** An empty one. */
export function createRehearsalStore(): RehearsalStore {
  const tables = createMemoryTables<ShipmateEvent>()
  return {
    ...createMemoryStore(projections, tables),
    reopen: async () => liftMemoryClaims(tables.outbox),
  }
}
