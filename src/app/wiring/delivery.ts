import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { createHostClient } from '../../../adapters/local-host/host-client.ts'
import type { ConfinementChoice } from '../../../adapters/process/choose-confinement.ts'
import type { Redact } from '../../../adapters/process/log-tail.ts'
import { createWorkspace } from '../../../adapters/workspace/workspace.ts'
import type { TargetKind } from '../../../config/targets/target.ts'
import type { EnvironmentId, ServiceId, Sha } from '../../domain/ids.ts'
import type { Delivery, DeployTarget } from '../../ports/delivery.ts'
import type { PlaceReleases } from '../../ports/place-releases.ts'
import type { Checkout } from '../../ports/source.ts'
import {
  BUILDERS,
  type DeliveredService,
  type Means,
  SOURCES,
  TELEMETRIES,
  type TelemetryKind,
  USUAL,
} from './delivery-kinds.ts'
import type { Devices } from './devices.ts'
import { perPlace } from './per-place.ts'
import { perService } from './per-service.ts'
import { pruneAfter } from './pruning.ts'
import { serviceCodeFor } from './service-code.ts'
import { TARGETS, targetRecipe } from './target-kinds.ts'

export interface DeliveryConfig {
  /** Mirrors and the local host's own files lie under it, and releases unless they would inherit the bot's modules there. */
  readonly folder: string
  readonly services: readonly DeliveredService[]
  /** The address that users reach the public ports at; loopback by default. */
  readonly publicHost?: string
  /** Addresses and networks of proxies in front of the public ports, whose word on the client is taken; none by default. */
  readonly trustedProxies?: readonly string[]
  /** How builds and instances are kept from what is the bot's; left out, not at all. */
  readonly confinement?: ConfinementChoice
  /** Files of the bot outside of the folder that hold secrets. */
  readonly secretFiles?: readonly string[]
  /** Where services go that are not on this machine; left out, there are none. */
  readonly devices?: Devices | undefined
  readonly redact?: Redact
  /** The position of the newest event in the log that gives the fencing tokens out. Left out: every token may be right. */
  readonly newestPosition?: () => Promise<number>
  /** What serves and what a rollback leads to: never removed. */
  readonly neededReleases?: (service: ServiceId) => Promise<readonly Sha[]>
  /** What has served at a place; left out, nothing has. */
  readonly placeReleases?: PlaceReleases
  readonly log?: (line: string) => void
}

/** Where services go that nothing says it of. */
const USUAL_TARGET: TargetKind = 'local'

/** Delivery of all services, with the targets that it is started and closed with. */
export type LiveDelivery = Delivery & Pick<DeployTarget, 'start' | 'close'>

/** Delivers each service with what its configuration chooses. */
export function deliveryFor(config: DeliveryConfig): LiveDelivery {
  const { services, neededReleases = async () => [] } = config
  const dataFolder = resolve(config.folder)
  const sources = perService({
    ...{ services, usual: USUAL.source, kindOf: () => USUAL.source },
    open: (kind, its) => SOURCES[kind].open(its, { dataFolder }),
  })
  const checkout: Checkout = { checkOut: (service, ...asked) => sources.of(service).checkOut(service, ...asked) }
  const means: Means = { dataFolder, checkout, ...localMeans(dataFolder, config) }
  const code = serviceCodeFor(services)
  const builders = perService({
    ...{ services, usual: USUAL.build, kindOf: () => USUAL.build },
    open: (kind, its) => BUILDERS[kind].open(its, means),
  })
  const targets = perPlace({
    ...{ services, usual: USUAL_TARGET, kindOf: targetKindOf },
    open: (kind, its) => TARGETS[kind].open(its, means),
  })
  const telemetries = perPlace({
    ...{ services, usual: TARGETS[USUAL_TARGET].telemetry, kindOf: telemetryKindOf },
    open: (kind, its) => TELEMETRIES[kind].open(its, means),
  })
  const byId = new Map(services.map((service) => [service.id, service]))
  return {
    resolve: (service, ref) => sources.of(service).resolve(service, ref),
    commitsBetween: (service, ...asked) => sources.of(service).commitsBetween(service, ...asked),
    changesBetween: (service, ...asked) => sources.of(service).changesBetween(service, ...asked),
    lastAuthors: (service, ...asked) => sources.of(service).lastAuthors(service, ...asked),
    versions: (service) => sources.of(service).versions(service),
    ...code,
    recipe: (service, environment) => recipeOf(byId.get(service), environment),
    build: (order, signal) => builders.of(order.service).build(order, signal),
    test: (order, signal) => builders.of(order.service).test(order, signal),
    async deploy(order, ...asked) {
      const outcome = await targets.of(order.service, order.environment).deploy(order, ...asked)
      if (outcome.kind === 'done') await pruneAfter(order, { ...means, services: byId, neededReleases })
      return outcome
    },
    canaryBlocker: (service, environment) => targets.of(service, environment).canaryBlocker(service, environment),
    health: (service, environment) => targets.of(service, environment).health(service, environment),
    abilities: (service, environment) => targets.of(service, environment).abilities(service, environment),
    howCounted: (service) => telemetries.of(service, countedPlaceOf(byId.get(service))).howCounted(service),
    measured: (service, environment, ...asked) =>
      telemetries.of(service, environment).measured(service, environment, ...asked),
    counted: (service, environment, ...asked) =>
      telemetries.of(service, environment).counted(service, environment, ...asked),
    async start() {
      means.workspace.prepare()
      await Promise.all(targets.all.map((target) => target.start()))
    },
    async close() {
      await Promise.all(targets.all.map((target) => target.close()))
    },
  }
}

function localMeans(dataFolder: string, config: DeliveryConfig): Omit<Means, 'dataFolder' | 'checkout'> {
  const { devices, trustedProxies = [], redact = (text: string) => text, log = () => undefined } = config
  const { newestPosition = async () => Number.POSITIVE_INFINITY } = config
  const { confinement: choice = { kind: 'none', why: 'nobody asked' }, secretFiles = [] } = config
  const workspace = createWorkspace({ dataFolder, choice, secretFiles, log })
  const host = createHostClient(dataFolder, config.publicHost)
  const { placeReleases = async () => [] } = config
  return { placeReleases, workspace, host, devices, trustedProxies, redact, newestPosition, log }
}

function targetKindOf({ environments }: DeliveredService, environment: EnvironmentId): TargetKind {
  return environments[environment]?.target.kind ?? USUAL_TARGET
}

function telemetryKindOf(service: DeliveredService, environment: EnvironmentId): TelemetryKind {
  const chosen = service.environments[environment]?.telemetry?.kind
  return chosen ?? TARGETS[targetKindOf(service, environment)].telemetry
}

/** Where requests of a service are counted, if they are anywhere. */
function countedPlaceOf(service: DeliveredService | undefined): EnvironmentId {
  const places = Object.keys(service?.environments ?? {})
  const isCounted = (place: EnvironmentId): boolean =>
    service !== undefined && telemetryKindOf(service, place) !== 'none'
  return places.find(isCounted) ?? places[0] ?? ''
}

/** Of a place, or without one of what is built. */
function recipeOf(service: DeliveredService | undefined, environment: EnvironmentId | undefined): string {
  if (!service) return hashOf(null)
  const target = environment === undefined ? undefined : service.environments[environment]?.target
  return hashOf([
    ...SOURCES[USUAL.source].recipe(service),
    ...BUILDERS[USUAL.build].recipe(service),
    ...(target ? targetRecipe(target, service) : []),
  ])
}

function hashOf(essence: unknown): string {
  return createHash('sha256').update(JSON.stringify(essence)).digest('hex').slice(0, 16)
}
