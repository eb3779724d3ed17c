import type { Canaries } from '../../../src/ports/deployer.ts'
import type { HealthProbe } from '../../../src/ports/health-probe.ts'
import type { HostClient } from '../../local-host/host-client.ts'
import { hostTooOld } from './host-too-old.ts'

/** A canary needs a host that can split requests, and a healthy live release: most users stay on that one. */
export function createCanaries(host: HostClient, { health }: HealthProbe): Canaries {
  return {
    async canaryBlocker(service, environment) {
      const tooOld = await hostTooOld(host, 'share')
      if (tooOld !== undefined) return tooOld
      const serving = await health(service, environment)
      switch (serving.state) {
        case 'nothing-deployed':
          return `${service} is not running in ${environment}, so a canary has nothing to compare with.`
        case 'unhealthy':
          return `${serving.release.version}, the live release of ${service} in ${environment}, is unhealthy itself, and a canary would leave most users on it: ${serving.sentence}`
        case 'healthy':
          return undefined
      }
    },
  }
}
