import { environmentKey } from '../domain/environment.ts'
import type { EnvironmentId, ServiceId } from '../domain/ids.ts'
import type { Place } from '../domain/place.ts'
import { environments } from '../domain/projections.ts'
import type { Health, Release } from '../domain/release.ts'
import type { Settings } from '../domain/settings.ts'
import type { Documents } from '../ports/event-store.ts'
import type { HealthProbe } from '../ports/health-probe.ts'
import { InventoryUnavailableError } from '../ports/inventory.ts'
import type { Texts } from '../texts/texts.ts'

/** Whether an environment is a group of devices. */
export function isRing({ environments: all }: Pick<Settings, 'environments'>, environment: EnvironmentId): boolean {
  return all.some(({ id, ring }) => id === environment && ring)
}

/** Every service in every ring that it goes to. */
export function ringsOf({ services, environments: all }: Settings): readonly Place[] {
  const rings = new Set(all.filter(({ ring }) => ring).map(({ id }) => id))
  return services.flatMap(({ id, environments: own }) =>
    own.filter((environment) => rings.has(environment)).map((environment) => ({ service: id, environment })),
  )
}

/** The ring that gets a release before this one; undefined for the first, and for what is no ring. */
function ringBefore({ services, environments: all }: Settings, place: Place): EnvironmentId | undefined {
  const own = services.find(({ id }) => id === place.service)?.environments ?? []
  const rings = all.filter(({ id, ring }) => ring && own.includes(id)).map(({ id }) => id)
  return rings[rings.indexOf(place.environment) - 1]
}

/** A ring that nobody can tell of is not known to be healthy. */
async function healthOf(service: ServiceId, ring: EnvironmentId, probe: HealthProbe): Promise<Health> {
  try {
    return await probe.health(service, ring)
  } catch (error) {
    if (!(error instanceof InventoryUnavailableError)) throw error
    return { state: 'unknown', sentence: error.userMessage }
  }
}

/**
 * Why a ring does not get a release yet, as a sentence: the ring before it must have it, and be healthy with it. What a
 * ring has already it may be given again.
 */
export async function ringObjection(
  place: Place,
  release: Release,
  settings: Settings,
  store: Documents,
  probe: HealthProbe,
  { plans }: Texts,
): Promise<string | undefined> {
  const { service, environment: ring } = place
  const before = ringBefore(settings, place)
  if (before === undefined) return undefined
  const [here, there] = await Promise.all([
    store.get(environments, environmentKey(service, ring)),
    store.get(environments, environmentKey(service, before)),
  ])
  if (here?.current?.release.sha === release.sha) return undefined
  const { version } = release
  if (there?.current?.release.sha !== release.sha) return plans.problem.ringWaits({ service, version, ring, before })
  const health = await healthOf(service, before, probe)
  switch (health.state) {
    case 'healthy':
      return undefined
    case 'unknown':
    case 'unhealthy':
      return plans.problem.ringUnhealthy({ ring, before, why: health.sentence })
    case 'nothing-deployed':
      return plans.problem.ringWaits({ service, version, ring, before })
  }
}
