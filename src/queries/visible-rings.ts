import type { Place } from '../domain/place.ts'
import type { Slots } from '../domain/understanding.ts'
import { ringsOf } from './ring-before.ts'
import type { ReaderScope } from './scope.ts'

/** Every service in every ring that is meant and that the person may see with this right. */
export async function visibleRings(
  scope: ReaderScope,
  { service, ring, environment = ring }: Slots,
  right: string,
): Promise<readonly Place[]> {
  const meant = ringsOf(scope.settings).filter(
    (place) =>
      (service === undefined || place.service === service) &&
      (environment === undefined || place.environment === environment),
  )
  const visible = await Promise.all(meant.map((place) => scope.mayRead(right, place)))
  return meant.filter((_, index) => visible[index])
}
