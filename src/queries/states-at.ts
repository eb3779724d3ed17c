import { type EnvironmentState, environmentKey } from '../domain/environment.ts'
import type { Place } from '../domain/place.ts'
import { environments } from '../domain/projections.ts'
import type { Documents } from '../ports/event-store.ts'

/** What the log says of places, in their order; many are read at once. */
export async function statesAt(
  places: readonly Place[],
  store: Documents,
): Promise<readonly (EnvironmentState | undefined)[]> {
  const keys = places.map(({ service, environment }) => environmentKey(service, environment))
  const [only] = keys
  if (keys.length === 1 && only !== undefined) return [await store.get(environments, only)]
  const all = await store.list(environments)
  const byKey = new Map(all.map((state) => [environmentKey(state.service, state.environment), state]))
  return keys.map((key) => byKey.get(key))
}
