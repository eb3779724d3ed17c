import type { Ability } from '../domain/ability.ts'
import type { Place } from '../domain/place.ts'
import type { Settings } from '../domain/settings.ts'
import type { PlaceAbilities } from '../ports/abilities.ts'

export const isAble = (delivery: PlaceAbilities, { service, environment }: Place, ability: Ability): boolean =>
  delivery.abilities(service, environment)[ability].kind === 'able'

/** The settings with those environments alone where a service has an ability; of one that has it nowhere, all of them. */
export function ablePlaces(settings: Settings, ability: Ability | undefined, delivery: PlaceAbilities): Settings {
  if (ability === undefined) return settings
  const services = settings.services.map((service) => {
    const able = service.environments.filter((environment) =>
      isAble(delivery, { service: service.id, environment }, ability),
    )
    return able.length === 0 ? service : { ...service, environments: able }
  })
  return { ...settings, services }
}
