import type { EnvironmentId, ServiceId } from '../../domain/ids.ts'

/** An ability that services have from different kinds of adapters, one in each environment. */
export interface PerPlace<Ability> {
  /** A place that is not declared any more is asked about at the usual kind: it may run there still. */
  of(service: ServiceId, environment: EnvironmentId): Ability
  readonly all: readonly Ability[]
}

interface Placed {
  readonly id: ServiceId
  readonly environments: Readonly<Record<EnvironmentId, unknown>>
}

export interface PerPlaceParts<Service extends Placed, Kind, Ability> {
  readonly services: readonly Service[]
  readonly kindOf: (service: Service, environment: EnvironmentId) => Kind
  /** What is chosen where nothing is said. */
  readonly usual: Kind
  /** Called once for each kind that is chosen, and for the usual one, with the services that have it anywhere. */
  readonly open: (kind: Kind, services: readonly Service[]) => Ability
}

export function perPlace<Service extends Placed, Kind, Ability>({
  services,
  kindOf,
  usual,
  open,
}: PerPlaceParts<Service, Kind, Ability>): PerPlace<Ability> {
  const opened = new Map<Kind, Ability>()
  const kindsOf = (service: Service): readonly Kind[] =>
    Object.keys(service.environments).map((environment) => kindOf(service, environment))
  const openedFor = (kind: Kind): Ability => {
    const known = opened.get(kind)
    if (known !== undefined) return known
    const ability = open(
      kind,
      services.filter((service) => kindsOf(service).includes(kind)),
    )
    opened.set(kind, ability)
    return ability
  }
  const unlessSaid = openedFor(usual)
  for (const kind of services.flatMap(kindsOf)) openedFor(kind)
  const byId = new Map(services.map((service) => [service.id, service]))
  return {
    of(id, environment) {
      const service = byId.get(id)
      return service && Object.hasOwn(service.environments, environment)
        ? openedFor(kindOf(service, environment))
        : unlessSaid
    },
    all: [...opened.values()],
  }
}
