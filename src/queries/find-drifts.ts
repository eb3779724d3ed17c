import type { Drift } from '../domain/drift.ts'
import type { Whereabouts } from '../domain/place.ts'
import { drifts, environmentLabel, serviceLabel } from '../domain/projections.ts'
import type { ReaderScope } from './scope.ts'
import { visiblePlaces } from './visible-places.ts'

/** Drifts that are not over, at places that the person may see with this right; the newest first. */
export async function findDrifts(
  scope: ReaderScope,
  { service, environment }: Partial<Whereabouts>,
  right: string,
): Promise<readonly Drift[]> {
  const labels = [
    'open',
    ...(service === undefined ? [] : [serviceLabel(service)]),
    ...(environment === undefined ? [] : [environmentLabel(environment)]),
  ]
  const [found, places] = await Promise.all([
    scope.store.list(drifts, { labels }),
    visiblePlaces(scope, { service, environment }, right),
  ])
  return found.filter((drift) =>
    places.some((place) => place.service === drift.service && place.environment === drift.environment),
  )
}

/** A drift of what serves at a place, and not of one of its devices. */
export const isOfPlace = ({ device }: Drift): boolean => device === undefined
