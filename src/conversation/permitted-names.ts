import type { Asker, Permissions } from '../access/permissions.ts'
import { type AccessRequest, OPEN_TO_ALL } from '../access/policy.ts'
import type { Settings } from '../domain/settings.ts'
import type { Effect, NearMiss, Understanding } from '../domain/understanding.ts'

interface Wanted {
  readonly intent: string
  readonly effect: Effect
  /** Whether it is about an environment, named or still to be asked for; a build is not. */
  readonly isPlaced: boolean
}

/** Names are seen by whoever may look, also where talking needs no role. */
export const LOOKING = { intent: 'deploy.status', effect: 'read' } as const

/** The settings with those services and environments alone that a person may name in a request. */
export async function permittedNames(
  permissions: Pick<Permissions, 'decide'>,
  asker: Asker,
  { intent, effect, isPlaced }: Wanted,
  settings: Settings,
): Promise<Settings> {
  const right = OPEN_TO_ALL.has(intent) ? LOOKING : { intent, effect }
  const may = async (where: Omit<AccessRequest, 'intent' | 'effect'>): Promise<boolean> =>
    (await permissions.decide(asker, { ...right, ...where })).kind === 'allowed'
  const services = await Promise.all(
    settings.services.map(async (service) => ({
      ...service,
      isPermitted: await may({ service: service.id, missing: ['environment'] }),
      environments: await filtered(service.environments, (environment) => may({ service: service.id, environment })),
    })),
  )
  const permitted = services.filter((service) => service.isPermitted && (!isPlaced || service.environments.length > 0))
  const reached = new Set(permitted.flatMap(({ environments }) => environments))
  return {
    ...settings,
    services: permitted.map(({ isPermitted: _, ...service }) => service),
    environments: settings.environments.filter(({ id }) => reached.has(id)),
  }
}

async function filtered<Item>(items: readonly Item[], is: (item: Item) => Promise<boolean>): Promise<readonly Item[]> {
  const kept = await Promise.all(items.map(is))
  return items.filter((_, index) => kept[index])
}

type NamesPlace = NearMiss & { readonly slot: 'service' | 'environment' }

export const namesPlace = (miss: NearMiss): miss is NamesPlace => miss.slot === 'service' || miss.slot === 'environment'

/** A reading whose misspelled names resemble only what its person may name; what resembles nothing of that is unknown. */
export function amongPermitted(understanding: Understanding, { services, environments }: Settings): Understanding {
  const known = { service: services, environment: environments }
  const misses = understanding.nearMisses.map((miss) =>
    namesPlace(miss)
      ? { ...miss, candidates: miss.candidates.filter((name) => known[miss.slot].some(({ id }) => id === name)) }
      : miss,
  )
  const unknown = misses.filter((miss) => miss.candidates.length === 0).filter(namesPlace)
  return {
    ...understanding,
    nearMisses: misses.filter(({ candidates }) => candidates.length > 0),
    unknownNames: [...understanding.unknownNames, ...unknown.map(({ slot, typed }) => ({ slot, typed }))],
  }
}
