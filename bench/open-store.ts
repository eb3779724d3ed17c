import { openEmbeddedStore } from '../adapters/store/embedded.ts'
import { openPostgresStore } from '../adapters/store/postgres.ts'
import type { OpenStore } from '../adapters/store/store.ts'
import type { ShipmateEvent } from '../src/domain/events.ts'
import { projections } from '../src/domain/projections.ts'
import type { Home } from './bench-bot.ts'

/** The store of a home without its bot. */
export function openStore({ folder, env }: Home): Promise<OpenStore<ShipmateEvent>> {
  const { DATABASE_URL: url } = env
  return url === undefined ? openEmbeddedStore({ folder, projections }) : openPostgresStore({ url, projections })
}
