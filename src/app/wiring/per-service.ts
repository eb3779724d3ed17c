import type { ServiceId } from '../../domain/ids.ts'

/** An ability that different services have from different kinds of adapters. */
export interface PerService<Ability> {
  /** A service that is not declared any more is asked about at the usual kind: it may run there still. */
  of(service: ServiceId): Ability
  readonly all: readonly Ability[]
}

export interface PerServiceParts<Service, Kind, Ability> {
  readonly services: readonly Service[]
  readonly kindOf: (service: Service) => Kind
  /** What is chosen where nothing is said. */
  readonly usual: Kind
  /** Called once for each kind that is chosen, and for the usual one. */
  readonly open: (kind: Kind, services: readonly Service[]) => Ability
}

export function perService<Service extends { readonly id: ServiceId }, Kind, Ability>({
  services,
  kindOf,
  usual,
  open,
}: PerServiceParts<Service, Kind, Ability>): PerService<Ability> {
  const opened = new Map<Kind, Ability>()
  const openedFor = (kind: Kind): Ability => {
    const its = services.filter((service) => kindOf(service) === kind)
    const ability = opened.get(kind) ?? open(kind, its)
    opened.set(kind, ability)
    return ability
  }
  const unlessSaid = openedFor(usual)
  const byService = new Map(services.map((service) => [service.id, openedFor(kindOf(service))]))
  return { of: (service) => byService.get(service) ?? unlessSaid, all: [...opened.values()] }
}
