import { createRingTarget } from '../../../adapters/deploy/inventory/ring-target.ts'
import { createKubernetesTarget } from '../../../adapters/deploy/kubernetes/kubernetes-target.ts'
import type { LocalService } from '../../../adapters/deploy/local/local-service.ts'
import { createLocalTarget } from '../../../adapters/deploy/local/local-target.ts'
import type { TargetConfig, TargetKind } from '../../../config/targets/target.ts'
import type { EnvironmentId } from '../../domain/ids.ts'
import { systemClock } from '../../ports/clock.ts'
import type { DeployTarget } from '../../ports/delivery.ts'
import type { DeliveredService, Means, TelemetryKind } from './delivery-kinds.ts'
import { kubernetesPlaces } from './kubernetes-places.ts'

type TargetOf<Kind extends TargetKind> = Extract<TargetConfig, { kind: Kind }>

interface TargetEntry<Kind extends TargetKind> {
  /** @param services Those that have a place of this kind. */
  open(services: readonly DeliveredService[], means: Means): DeployTarget
  /** What of a place decides how a release gets there and runs; the times and ports around it do not. */
  recipe(target: TargetOf<Kind>, service: DeliveredService): readonly unknown[]
  /** Who counts the requests of users there. */
  readonly telemetry: TelemetryKind
}

/** Where services are put, by the kind that a place chooses. */
export const TARGETS: { readonly [Kind in TargetKind]: TargetEntry<Kind> } = {
  local: {
    open: (services, { workspace, ...means }) =>
      createLocalTarget({ ...workspace, ...means, services: services.flatMap(asLocal) }),
    recipe: (_, { local }) => (local ? [local.start, local.healthPath] : []),
    telemetry: 'proxy',
  },
  inventory: {
    open(_, { devices }) {
      if (!devices) throw new Error('a service goes to devices, and there is no inventory')
      return createRingTarget({ ...devices, clock: systemClock })
    },
    recipe: () => ['inventory'],
    telemetry: 'none',
  },
  kubernetes: {
    open: (services, { redact, newestPosition }) =>
      createKubernetesTarget({
        placeOf: kubernetesPlaces(services),
        clock: systemClock,
        ...{ redact, newestPosition },
      }),
    recipe: ({ rolloutSeconds: _, url: __, ...essential }) => [essential],
    telemetry: 'none',
  },
}

/** What the target of a place adds to the recipe of its service. */
export function targetRecipe(target: TargetConfig, service: DeliveredService): readonly unknown[] {
  const { recipe } = TARGETS[target.kind] as TargetEntry<TargetKind>
  return recipe(target, service)
}

/** The places of a service that have this kind of target. */
function placesOf<Kind extends TargetKind>(
  { environments }: DeliveredService,
  kind: Kind,
): readonly (readonly [EnvironmentId, TargetOf<Kind>])[] {
  return Object.entries(environments).flatMap(([environment, { target }]) =>
    target.kind === kind ? [[environment, target as TargetOf<Kind>] as const] : [],
  )
}

function asLocal(service: DeliveredService): readonly LocalService[] {
  const { id, local } = service
  return local ? [{ id, ...local, environments: Object.fromEntries(placesOf(service, 'local')) }] : []
}
