import { createMemoryStore } from '../../adapters/store/memory/memory-store.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { projections } from '../../src/domain/projections.ts'
import type { Store } from '../../src/ports/event-store.ts'

/** An empty store. */
export async function openMemoryStore(): Promise<Store<ShipmateEvent>> {
  return createMemoryStore<ShipmateEvent>(projections).store
}
