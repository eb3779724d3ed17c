import type { EnvironmentId, ServiceId } from '../domain/ids.ts'
import type { Settings } from '../domain/settings.ts'
import type { Slots } from '../domain/understanding.ts'

export interface Place {
  readonly service: ServiceId
  readonly environment: EnvironmentId
}

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
