import { type Abilities, able } from '../../../src/ports/abilities.ts'
import type { DeployTarget } from '../../../src/ports/delivery.ts'
import type { Canaries } from '../../../src/ports/deployer.ts'
import type { HealthProbe } from '../../../src/ports/health-probe.ts'
import type { HostClient } from '../../local-host/host-client.ts'
import type { Confinement } from '../../process/confinement.ts'
import type { Redact } from '../../process/log-tail.ts'
import { noComparison } from '../canary-comparison.ts'
import { createDeployer } from './deployer.ts'
import { createHealthProbe } from './health.ts'
import { hostTooOld } from './host-too-old.ts'
import { keepPortsOpen, openPorts } from './keep-ports-open.ts'
import type { LocalService } from './local-service.ts'
import { createRestarter } from './restarter.ts'
import { createServiceLogs } from './service-logs.ts'

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

/**
 * Runs services on this host. Its start starts the local host, or adopts the one that runs, so that every public port
 * answers. If that local host dies, it is started again. It keeps running after the close.
 */
export function createLocalTarget(parts: LocalTargetParts): DeployTarget {
  const { host, services } = parts
  const byId = new Map(services.map((service) => [service.id, service]))
  const serviceOf = (id: string): LocalService | undefined => byId.get(id)
  const probe = createHealthProbe(host, serviceOf)
  const deployer = createDeployer({ ...parts, serviceOf })
  const abilities: Abilities = {
    runsBy: 'local',
    strategies: ['blue-green', 'recreate', 'canary'],
    restart: able(createRestarter(host, deployer)),
    scale: { kind: 'lacking', detail: 'It runs as one process.' },
    logs: able(createServiceLogs(host)),
  }
  const closed = new AbortController()
  let watching: Promise<void> | undefined
  return {
    deploy: deployer.deploy,
    ...createCanaries(host, probe),
    ...probe,
    abilities: () => abilities,
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

/** A canary needs a host that can split requests, and a healthy live release: most users stay on that one. */
function createCanaries(host: HostClient, { health }: HealthProbe): Canaries {
  return {
    async canaryBlocker(service, environment) {
      const tooOld = await hostTooOld(host, 'share')
      if (tooOld !== undefined) return tooOld
      return noComparison(service, environment, await health(service, environment))
    },
  }
}
