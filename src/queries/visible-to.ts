import type { Asker } from '../access/permissions.ts'
import type { Place } from '../domain/place.ts'
import type { Slots } from '../domain/understanding.ts'
import { type ScopeParts, scopeFor } from './scope.ts'
import { visiblePlaces } from './visible-places.ts'

/** Every place that the slots leave open and that this person may see: a role can reach some services alone. */
export function visibleTo(parts: ScopeParts, asker: Asker, slots: Slots, intent: string): Promise<readonly Place[]> {
  const { service, environment } = slots
  const named = {
    ...(service !== undefined && { service: String(service) }),
    ...(environment !== undefined && { environment: String(environment) }),
  }
  return visiblePlaces(scopeFor(parts, asker), named, intent)
}
