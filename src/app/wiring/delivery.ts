import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { createHostClient } from '../../../adapters/local-host/host-client.ts'
import type { ConfinementChoice } from '../../../adapters/process/choose-confinement.ts'
import type { Redact } from '../../../adapters/process/log-tail.ts'
import { createWorkspace } from '../../../adapters/workspace/workspace.ts'
import type { Delivery, DeployTarget } from '../../ports/delivery.ts'
import type { Checkout } from '../../ports/source.ts'
import {
  BUILDERS,
  type Choice,
  choiceOf,
  type DeliveredService,
  type Means,
  SOURCES,
  TARGETS,
  TELEMETRIES,
} from './delivery-kinds.ts'
import type { Devices } from './devices.ts'
import { type PerService, perService } from './per-service.ts'

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
  readonly log?: (line: string) => void
}

const USUAL = choiceOf('local')

/** Delivery of all services, with the targets that it is started and closed with. */
export type LiveDelivery = Delivery & Pick<DeployTarget, 'start' | 'close'>

/** Delivers each service with what its configuration chooses. */
export function deliveryFor(config: DeliveryConfig): LiveDelivery {
  const { services } = config
  const dataFolder = resolve(config.folder)
  const sources = chosen(services, 'source', (kind, its) => SOURCES[kind].open(its, { dataFolder }))
  const checkout: Checkout = { checkOut: (service, ...asked) => sources.of(service).checkOut(service, ...asked) }
  const means: Means = { dataFolder, checkout, ...localMeans(dataFolder, config) }
  const builders = chosen(services, 'build', (kind, its) => BUILDERS[kind].open(its, means))
  const targets = chosen(services, 'deploy', (kind, its) => TARGETS[kind].open(its, means))
  const telemetries = chosen(services, 'telemetry', (kind, its) => TELEMETRIES[kind].open(its, means))
  const recipes = new Map(services.map((service) => [service.id, recipeOf(service)]))
  return {
    resolve: (service, ref) => sources.of(service).resolve(service, ref),
    commitsBetween: (service, ...asked) => sources.of(service).commitsBetween(service, ...asked),
    changesBetween: (service, ...asked) => sources.of(service).changesBetween(service, ...asked),
    lastAuthors: (service, ...asked) => sources.of(service).lastAuthors(service, ...asked),
    versions: (service) => sources.of(service).versions(service),
    recipe: (service) => recipes.get(service) ?? hashOf(null),
    build: (order, signal) => builders.of(order.service).build(order, signal),
    test: (order, signal) => builders.of(order.service).test(order, signal),
    deploy: (order, ...asked) => targets.of(order.service).deploy(order, ...asked),
    canaryBlocker: (service, environment) => targets.of(service).canaryBlocker(service, environment),
    health: (service, environment) => targets.of(service).health(service, environment),
    instanceLog: (service, environment) => targets.of(service).instanceLog(service, environment),
    howCounted: (service) => telemetries.of(service).howCounted(service),
    measured: (service, ...asked) => telemetries.of(service).measured(service, ...asked),
    counted: (service, ...asked) => telemetries.of(service).counted(service, ...asked),
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
  return { workspace, host, devices, trustedProxies, redact, newestPosition, log }
}

/** A part of the choice for all services, each kind opened with those that choose it. */
function chosen<Part extends keyof Choice, Ability>(
  services: readonly DeliveredService[],
  part: Part,
  open: (kind: Choice[Part], services: readonly DeliveredService[]) => Ability,
): PerService<Ability> {
  return perService({ services, kindOf: ({ deploy }) => choiceOf(deploy.kind)[part], usual: USUAL[part], open })
}

function recipeOf(service: DeliveredService): string {
  const { source, build, deploy } = choiceOf(service.deploy.kind)
  return hashOf([
    ...SOURCES[source].recipe(service),
    ...BUILDERS[build].recipe(service),
    ...TARGETS[deploy].recipe(service),
  ])
}

function hashOf(essence: unknown): string {
  return createHash('sha256').update(JSON.stringify(essence)).digest('hex').slice(0, 16)
}
