import type { CommandPlace } from '../../../adapters/deploy/command/command-place.ts'
import { createCommandTarget } from '../../../adapters/deploy/command/command-target.ts'
import { createActionsTarget } from '../../../adapters/deploy/github-actions/actions-target.ts'
import { createRingTarget } from '../../../adapters/deploy/inventory/ring-target.ts'
import { createKubernetesTarget } from '../../../adapters/deploy/kubernetes/kubernetes-target.ts'
import { createManifestSource } from '../../../adapters/deploy/kubernetes/manifests/manifest-source.ts'
import type { LocalService } from '../../../adapters/deploy/local/local-service.ts'
import { createLocalTarget } from '../../../adapters/deploy/local/local-target.ts'
import type { GivenVariables } from '../../../config/targets/given-variables.ts'
import type { TargetConfig, TargetKind } from '../../../config/targets/target.ts'
import type { EnvironmentId } from '../../domain/ids.ts'
import { systemClock } from '../../ports/clock.ts'
import type { DeployTarget } from '../../ports/delivery.ts'
import { actionsPlaces } from './actions-places.ts'
import type { DeliveredService, Means, TelemetryKind } from './delivery-kinds.ts'
import { kubernetesPlaces } from './kubernetes-places.ts'
import { warnWithoutKustomize } from './kustomize-warning.ts'

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
    recipe: ({ variables }, { local }) =>
      local
        ? [local.start, local.healthPath, ...(variables ? [variables.env, Object.keys(variables.secretEnv)] : [])]
        : [],
    telemetry: 'proxy',
  },
  command: {
    open: (services, { workspace, ...means }) =>
      createCommandTarget({ ...workspace, ...means, places: services.flatMap(asCommand) }),
    recipe: ({ commands, folder, env, secretEnv }) => [
      'command',
      commands,
      folder ?? null,
      env,
      Object.keys(secretEnv),
    ],
    telemetry: 'none',
  },
  inventory: {
    open(_, { devices }) {
      if (!devices) throw new Error('a service goes to devices, and there is no inventory')
      return createRingTarget({ ...devices, clock: systemClock })
    },
    recipe: () => ['inventory'],
    telemetry: 'none',
  },
  'github-actions': {
    open: (services, { redact, newestPosition }) =>
      createActionsTarget({ places: services.flatMap(actionsPlaces), clock: systemClock, redact, newestPosition }),
    recipe: ({ deadlineMinutes: _, url: __, ...essential }) => [essential],
    telemetry: 'none',
  },
  kubernetes: {
    open: (services, { redact, newestPosition, workspace, checkout, log }) => ({
      ...createKubernetesTarget({
        placeOf: kubernetesPlaces(services),
        clock: systemClock,
        manifests: createManifestSource({ ...workspace, checkout, redact }),
        ...{ redact, newestPosition },
      }),
      start: () => warnWithoutKustomize(services, log),
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
  const places = placesOf(service, 'local').map(([environment, { port, variables }]) => [
    environment,
    { port, ...(variables && { env: { ...variables.env, ...revealed(variables.secretEnv) } }) },
  ])
  return local ? [{ id, ...local, environments: Object.fromEntries(places) }] : []
}

function asCommand(service: DeliveredService): readonly CommandPlace[] {
  return placesOf(service, 'command').map(([environment, { kind: _, secretEnv, ...place }]) => ({
    ...{ service: service.id, environment },
    ...place,
    secretEnv: revealed(secretEnv),
  }))
}

/** For the programs that need them, and for nothing else. */
function revealed(secrets: GivenVariables['secretEnv']): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [name, secret.reveal()]))
}
