import type { Canaries, Deployer, HealthProbe, InstanceLogs } from '../../../src/ports/delivery.ts'
import type { HostClient } from '../../local-host/host-client.ts'
import type { Confinement } from '../../process/confinement.ts'
import type { Redact } from '../../process/log-tail.ts'
import { createCanaries } from './canaries.ts'
import { createDeployer } from './deployer.ts'
import { createHealthProbe } from './health.ts'
import { createInstanceLogs } from './instance-logs.ts'
import { keepPortsOpen, openPorts } from './keep-ports-open.ts'
import type { LocalService } from './local-service.ts'

export interface LocalTargetParts {
  readonly host: HostClient
  readonly services: readonly LocalService[]
  /** Where releases lie. */
  readonly releases: string
  readonly confinement: Confinement
  readonly trustedProxies: readonly string[]
  readonly redact: Redact
  /** How far the event log has come: no fencing token is larger. */
  readonly newestPosition: () => Promise<number>
  readonly log: (line: string) => void
}

/** Runs services on this host. */
export interface LocalTarget extends Deployer, Canaries, HealthProbe, InstanceLogs {
  /**
   * Starts the local host, or adopts the one that runs, so that what was deployed serves (again) and every public port
   * answers; from then on until `close` it is started anew should it ever die.
   */
  start(): Promise<void>
  /** Stops watching. The local host and the services go on. */
  close(): Promise<void>
}

export function createLocalTarget(parts: LocalTargetParts): LocalTarget {
  const { host, services, redact } = parts
  const byId = new Map(services.map((service) => [service.id, service]))
  const serviceOf = (id: string): LocalService | undefined => byId.get(id)
  const probe = createHealthProbe(host, serviceOf)
  const closed = new AbortController()
  let watching: Promise<void> | undefined
  return {
    ...createDeployer({ ...parts, serviceOf }),
    ...createCanaries(host, probe),
    ...probe,
    ...createInstanceLogs(host, redact),
    async start() {
      await openPorts(parts)
      watching ??= keepPortsOpen(parts, closed.signal)
    },
    async close() {
      closed.abort()
      await watching
    },
  }
}
