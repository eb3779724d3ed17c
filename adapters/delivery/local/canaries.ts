import type { Canaries } from '../../../src/ports/delivery.ts'
import { hostTooOld } from './deploy/canary.ts'
import { isAt } from './host/host-state.ts'
import type { HostClient } from './host-client.ts'

/** A canary needs a release to be held against, and a host that can share requests out. */
export function createCanaries(host: HostClient): Canaries {
  return {
    async whyNoCanary(service, environment) {
      const { routes } = await host.state()
      if (routes.find((route) => isAt(route, { service, environment }))?.instance === undefined)
        return `Nothing of ${service} serves in ${environment} at the moment, so there is nothing to hold a canary against.`
      return hostTooOld(host)
    },
  }
}
