import { openRehearsalDatabase, type RehearsalDatabase } from '../../src/app/commands/rehearse/rehearsal-database.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { Store } from '../../src/ports/event-store.ts'

let database: Promise<RehearsalDatabase> | undefined

/** An empty store, in the one database of this worker: opening a database takes seconds, a store in it milliseconds. */
export async function openMemoryStore(): Promise<Store<ShipmateEvent>> {
  database ??= openRehearsalDatabase()
  return (await (await database).newStore()).store
}
