import type { Place } from '../domain/place.ts'
import type { Settings } from '../domain/settings.ts'
import type { Slots } from '../domain/understanding.ts'

/** Every environment of every service that the slots leave open. */
export function placesOf({ services }: Settings, slots: Slots): readonly Place[] {
  return services
    .filter(({ id }) => slots.service === undefined || id === slots.service)
    .flatMap(({ id, environments }) =>
      environments
        .filter((environment) => slots.environment === undefined || environment === slots.environment)
        .map((environment) => ({ service: id, environment })),
    )
}
