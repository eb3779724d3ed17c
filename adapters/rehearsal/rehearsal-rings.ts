import type { DeployTarget } from '../../src/ports/delivery.ts'
import type { Fleet } from './fleet.ts'
import type { RehearsalDelivery } from './rehearsal-delivery.ts'

/** A rehearsed delivery in which the services of rings go to the devices of a fleet. @param isRing By its name. */
export function withRings(
  delivery: RehearsalDelivery,
  target: DeployTarget,
  fleet: Fleet,
  isRing: (environment: string) => boolean,
): RehearsalDelivery {
  return {
    ...delivery,
    deploy: (order, ...asked) => (isRing(order.environment) ? target : delivery).deploy(order, ...asked),
    canaryBlocker: (service, environment) =>
      (isRing(environment) ? target : delivery).canaryBlocker(service, environment),
    health: (service, environment) => (isRing(environment) ? target : delivery).health(service, environment),
    abilities: (service, environment) => (isRing(environment) ? target : delivery).abilities(service, environment),
    putLive(service, environment, release, task) {
      if (isRing(environment)) fleet.tell(environment, service, release.version, release.sha)
      else delivery.putLive(service, environment, release, task)
    },
    serving(service, environment) {
      if (!isRing(environment)) return delivery.serving(service, environment)
      const version = fleet.versionIn(environment, service)
      return version === undefined ? undefined : { version, sha: version }
    },
  }
}
