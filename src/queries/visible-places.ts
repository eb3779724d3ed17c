import type { Place } from '../domain/place.ts'
import { placesOf } from './places.ts'
import type { ReaderScope } from './scope.ts'

/** Every place that is meant and that the person may see with this right. */
export async function visiblePlaces(
  scope: ReaderScope,
  { service, environment }: { readonly service?: string | undefined; readonly environment?: string | undefined },
  intent: string,
): Promise<readonly Place[]> {
  const places = placesOf(scope.settings, {
    ...(service !== undefined && { service }),
    ...(environment !== undefined && { environment }),
  })
  const visible = await Promise.all(places.map((place) => scope.mayRead(intent, place)))
  return places.filter((_, index) => visible[index])
}
