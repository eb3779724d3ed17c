import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { type BuiltService, createBuilder } from '../../../adapters/build/local/builder.ts'
import type { LocalService } from '../../../adapters/deploy/local/local-service.ts'
import { createLocalTarget, type LocalTarget } from '../../../adapters/deploy/local/local-target.ts'
import { createHostClient } from '../../../adapters/local-host/host-client.ts'
import type { ConfinementChoice } from '../../../adapters/process/choose-confinement.ts'
import type { Redact } from '../../../adapters/process/log-tail.ts'
import { createGitSource, type GitService } from '../../../adapters/source/git/git-source.ts'
import { createProxyTelemetry } from '../../../adapters/telemetry/proxy/proxy-telemetry.ts'
import { createWorkspace } from '../../../adapters/workspace/workspace.ts'
import type { Delivery } from '../../ports/delivery.ts'

/** A service that comes from a git repository and is built and run on this host. */
export type DeliveredService = GitService & BuiltService & LocalService

export interface LocalDeliveryConfig {
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
  readonly redact?: Redact
  /** The position of the newest event in the log that gives the fencing tokens out. Left out: every token may be right. */
  readonly newestPosition?: () => Promise<number>
  readonly log?: (line: string) => void
}

/** Builds and runs services on this host. */
export type LocalDelivery = Delivery & Pick<LocalTarget, 'start' | 'close'>

export function createLocalDelivery(config: LocalDeliveryConfig): LocalDelivery {
  const { services, trustedProxies = [], redact = (text: string) => text, log = () => undefined } = config
  const { newestPosition = async () => Number.POSITIVE_INFINITY } = config
  const { confinement: choice = { kind: 'none', why: 'nobody asked' }, secretFiles = [] } = config
  const dataFolder = resolve(config.folder)
  const workspace = createWorkspace({ dataFolder, choice, secretFiles, log })
  const { releases, confinement } = workspace
  const host = createHostClient(dataFolder, config.publicHost)
  const { checkOut, ...source } = createGitSource(join(dataFolder, 'mirrors'), services)
  const byId = new Map(services.map((service) => [service.id, service]))
  const serviceOf = (id: string): DeliveredService | undefined => byId.get(id)
  const foldersInUse = async (): Promise<readonly string[]> =>
    (await host.state()).instances.map((instance) => instance.folder)
  const local = { releases, confinement, redact }
  const target = createLocalTarget({ ...local, host, services, trustedProxies, newestPosition, log })
  return {
    ...source,
    recipe: (id) => recipeOf(serviceOf(id)),
    ...createBuilder({ ...local, serviceOf, checkout: { checkOut }, foldersInUse }),
    ...target,
    ...createProxyTelemetry(host),
    async start() {
      workspace.prepare()
      await target.start()
    },
  }
}

/** What decides which commands run for a release; the times and ports around it do not. */
function recipeOf(service: DeliveredService | undefined): string {
  const essence = service && [service.repository, service.build ?? null, service.start, service.healthPath]
  return createHash('sha256')
    .update(JSON.stringify(essence ?? null))
    .digest('hex')
    .slice(0, 16)
}
