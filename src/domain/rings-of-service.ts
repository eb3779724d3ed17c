import type { EnvironmentId, ServiceId } from './ids.ts'
import { EVERY_RING, NEXT_RING, type Ring } from './ring.ts'
import type { Settings } from './settings.ts'

/** A ring with those of its environments alone that a service has. */
export type OwnRing = Pick<Ring, 'id' | 'environments' | 'bakeMinutes'>

/** The rings that a service goes to, in their order. */
export function ringsOfService({ rings = [], services }: RingSettings, service: ServiceId): readonly OwnRing[] {
  const own = services.find(({ id }) => id === service)?.environments ?? []
  return rings
    .map(({ id, environments, bakeMinutes }) => ({
      ...{ id, bakeMinutes },
      environments: environments.filter((environment) => own.includes(environment)),
    }))
    .filter(({ environments }) => environments.length > 0)
}

/** Whether a name that was said in the place of an environment means rings. */
export function namesRings({ rings = [] }: Pick<Settings, 'rings'>, name: string): boolean {
  return rings.length > 0 && (name === EVERY_RING || name === NEXT_RING || rings.some(({ id }) => id === name))
}

/** The environments of a service that such a name means. */
export function placesNamed(settings: RingSettings, service: ServiceId, name: string): readonly EnvironmentId[] {
  const rings = ringsOfService(settings, service)
  const meant = rings.some(({ id }) => id === name) ? rings.filter(({ id }) => id === name) : rings
  return meant.flatMap(({ environments }) => environments)
}

type RingSettings = Pick<Settings, 'rings' | 'services'>
