import type { Asker, Permissions } from '../access/permissions.ts'
import type { AccessRequest } from '../access/policy.ts'
import type { Settings } from '../domain/settings.ts'
import type { Effect, NearMiss } from '../domain/understanding.ts'
import type { Situation } from './decide.ts'

/** The situation with those names alone that its person may use in this request: a question offers no others. */
export async function withPermittedNames(
  permissions: Pick<Permissions, 'decide'>,
  asker: Asker,
  effect: Effect,
  situation: Situation,
): Promise<Situation> {
  const { intent } = situation.understanding
  const may = async (where: Omit<AccessRequest, 'intent' | 'effect'>): Promise<boolean> =>
    (await permissions.decide(asker, { intent, effect, ...where })).kind === 'allowed'
  const settings = await permittedOf(situation.settings, may)
  const nearMisses = situation.understanding.nearMisses.map((miss) => withKnown(miss, settings))
  return { ...situation, settings, understanding: { ...situation.understanding, nearMisses } }
}

async function permittedOf(
  settings: Settings,
  may: (where: Omit<AccessRequest, 'intent' | 'effect'>) => Promise<boolean>,
): Promise<Settings> {
  const services = await Promise.all(
    settings.services.map(async (service) => ({
      ...service,
      // A build has no environment.
      isPermitted: await may({ service: service.id, missing: ['environment'] }),
      environments: await filtered(service.environments, (environment) => may({ service: service.id, environment })),
    })),
  )
  const permitted = services.filter(({ isPermitted }) => isPermitted)
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

function withKnown(miss: NearMiss, { services, environments }: Settings): NearMiss {
  const known = miss.slot === 'service' ? services : miss.slot === 'environment' ? environments : undefined
  return known ? { ...miss, candidates: miss.candidates.filter((name) => known.some(({ id }) => id === name)) } : miss
}
