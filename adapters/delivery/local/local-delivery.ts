import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Delivery } from '../../../src/ports/delivery.ts'
import type { ConfinementChoice } from '../../process/choose-confinement.ts'
import { createBuilder } from './build/builder.ts'
import { createCanaries } from './canaries.ts'
import { createDeployer } from './deploy/deployer.ts'
import { portProblem } from './deploy/refusals.ts'
import { createMirror, type Mirror } from './git/mirror.ts'
import { createSource } from './git/source.ts'
import { createHealthProbe } from './health.ts'
import { createHostClient, type HostClient } from './host-client.ts'
import { createInstanceLogs } from './instance-logs.ts'
import type { LocalService } from './local-service.ts'
import type { Redact } from './log-tail.ts'
import { createWorkspace } from './workspace.ts'

export interface LocalDeliveryConfig {
  /** Mirrors and the local host's own files lie under it, and releases unless they would inherit the bot's modules there. */
  readonly folder: string
  readonly services: readonly LocalService[]
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
export interface LocalDelivery extends Delivery {
  /**
   * Starts the local host, or adopts the one that runs, so that what was deployed serves (again) and every public port
   * answers; from then on until `close` it is started anew should it ever die.
   */
  start(): Promise<void>
  /** Stops watching. The local host and the services go on. */
  close(): Promise<void>
}

const WATCH_EVERY_MS = 1_000

export function createLocalDelivery(config: LocalDeliveryConfig): LocalDelivery {
  const { services, redact = (text: string) => text, log = () => undefined } = config
  const { newestPosition = async () => Number.POSITIVE_INFINITY } = config
  const folder = resolve(config.folder)
  const { confinement: choice = { kind: 'none', why: 'nobody asked' }, secretFiles = [] } = config
  const workspace = createWorkspace({ dataFolder: folder, choice, secretFiles, log })
  const { releases, confinement } = workspace
  const host = createHostClient(folder, config.publicHost)
  const byId = new Map(services.map((service) => [service.id, service]))
  const mirrors = new Map(services.map((service) => [service.id, mirrorFor(folder, service)]))
  const serviceOf = (id: string): LocalService | undefined => byId.get(id)
  const mirrorOf = (id: string): Mirror | undefined => mirrors.get(id)
  const foldersInUse = async (): Promise<readonly string[]> =>
    (await host.state()).instances.map((instance) => instance.folder)
  const probe = createHealthProbe(host, serviceOf)
  const closed = new AbortController()
  let watching: Promise<void> | undefined

  return {
    ...createSource(mirrorOf),
    recipe: (id) => recipeOf(serviceOf(id)),
    ...createBuilder({ releases, serviceOf, mirrorOf, foldersInUse, confinement, redact }),
    ...createDeployer({ releases, host, serviceOf, confinement, redact, newestPosition }),
    ...createCanaries(host, probe),
    ...probe,
    ...createInstanceLogs(host, redact),
    measured: (service, environment, since, until) =>
      host.traffic({ service, environment, since: since.toISOString(), until: until.toISOString() }),
    counted: (service, environment, since, until) =>
      host.counts({ service, environment, since: since.toISOString(), until: until.toISOString() }),
    async start() {
      workspace.prepare()
      await openPorts(host, config, log)
      watching ??= watch(host, config, closed.signal, log)
    },
    async close() {
      closed.abort()
      await watching
    },
  }
}

function mirrorFor(folder: string, { id, repository }: LocalService): Mirror {
  return createMirror({ service: id, repository, folder: join(folder, 'mirrors', `${id}.git`) })
}

async function openPorts(
  host: HostClient,
  { services, trustedProxies = [] }: Pick<LocalDeliveryConfig, 'services' | 'trustedProxies'>,
  log: (line: string) => void,
): Promise<void> {
  for (const service of services) {
    for (const [environment, { port: publicPort }] of Object.entries(service.environments)) {
      const place = { service: service.id, environment, publicPort, trustedProxies: [...trustedProxies] }
      const answer = await host.tell({ do: 'open', ...place })
      if (answer.kind === 'port-unavailable') log(portProblem(answer, `${service.id} in ${environment}`))
    }
  }
}

/** Asking the host anything starts it when it has died. One that knows no ports any more is told them again. */
async function watch(
  host: HostClient,
  config: Pick<LocalDeliveryConfig, 'services' | 'trustedProxies'>,
  signal: AbortSignal,
  log: (line: string) => void,
): Promise<void> {
  let said: string | undefined
  while (!signal.aborted) {
    try {
      const { setAside } = await host.state()
      if (setAside !== undefined && setAside !== said) {
        log(
          `The state of the local host was damaged. It is set aside as ${setAside}; what runs is in host.log beside it.`,
        )
        said = setAside
        await openPorts(host, config, log)
      }
    } catch (error) {
      log(`The local host is gone: ${String(error)}`)
    }
    await sleep(WATCH_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined)
  }
}

/** What decides which commands run for a release; the times and ports around it do not. */
function recipeOf(service: LocalService | undefined): string {
  const essence = service && [service.repository, service.build ?? null, service.start, service.healthPath]
  return createHash('sha256')
    .update(JSON.stringify(essence ?? null))
    .digest('hex')
    .slice(0, 16)
}
