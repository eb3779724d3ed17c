import { type Abilities, able } from '../../../src/ports/abilities.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { DeployTarget } from '../../../src/ports/delivery.ts'
import type { DeployOutcome } from '../../../src/ports/deployer.ts'
import type { HealthProbe } from '../../../src/ports/health-probe.ts'
import type { PlaceOrder } from '../../../src/ports/place-order.ts'
import { failed } from '../../../src/ports/work-outcome.ts'
import type { Redact } from '../../process/log-tail.ts'
import { noComparison } from '../canary-comparison.ts'
import { carryOut } from './carry-out.ts'
import type { ClusterAccess } from './cluster.ts'
import { createClusters } from './clusters.ts'
import { deployWith } from './deploy.ts'
import { createForecaster } from './forecast/forecaster.ts'
import { createHealthProbe } from './health.ts'
import type { KubernetesPlace } from './kubernetes-place.ts'
import { type ManifestSource, NO_MANIFESTS } from './manifests/manifest-source.ts'
import { restart } from './restart.ts'
import { scale, scaleNow } from './scale.ts'
import { readServiceLogs } from './service-logs.ts'
import { servingPlace } from './serving-place.ts'
import type { Undertaking } from './undertaking.ts'

export interface KubernetesTargetParts {
  readonly placeOf: (service: string, environment: string) => (KubernetesPlace & ClusterAccess) | undefined
  readonly clock: Pick<Clock, 'now'>
  readonly redact: Redact
  /** Left out where no place has any. */
  readonly manifests?: ManifestSource
  /** How far the event log has come: no fencing token is larger. */
  readonly newestPosition: () => Promise<number>
}

/** Runs services as Deployments of Kubernetes clusters, which are first asked when a service there is. */
export function createKubernetesTarget(parts: KubernetesTargetParts): DeployTarget {
  const clusters = createClusters()
  const at = (service: string, environment: string) => {
    const place = parts.placeOf(service, environment)
    return place && { place, api: clusters(place) }
  }
  const work = async <Order extends PlaceOrder>(
    order: Order,
    report: Undertaking['report'],
    signal: AbortSignal,
    by: (undertaking: Undertaking<Order>) => Promise<DeployOutcome>,
  ): Promise<DeployOutcome> => {
    const there = at(order.service, order.environment)
    return there
      ? carryOut({ ...parts, ...there, order, report, signal }, by)
      : failed(`${order.service} has no environment ${order.environment} here.`, 'Add it to the configuration.')
  }
  const abilities: Omit<Abilities, 'strategies'> = {
    runsBy: 'kubernetes',
    restart: able({ restart: (order, report, signal) => work(order, report, signal, restart) }),
    scale: able({
      scale: (order, report, signal) => work(order, report, signal, scale),
      async scaleNow(service, environment) {
        const there = at(service, environment)
        if (!there) return undefined
        const { namespace, deployment: name } = await servingPlace(there.api, there.place)
        return scaleNow(there.api, { namespace, name })
      },
    }),
    forecast: createForecaster(at, parts),
    logs: able({
      async lines(service, environment, query, signal) {
        const there = at(service, environment)
        return there ? readServiceLogs(there.api, there.place, query, signal) : { lines: [], isCut: false }
      },
    }),
  }
  const probe = createHealthProbe(at)
  return {
    deploy: (order, report, signal, trial) =>
      work(order, report, signal, deployWith(trial, parts.manifests ?? NO_MANIFESTS)),
    async canaryBlocker(service, environment) {
      if (parts.placeOf(service, environment)?.manifests)
        return `${service} in ${environment} is deployed with the manifests of its repository, which has no canaries.`
      return blockerOf(probe, service, environment)
    },
    ...probe,
    abilities(service, environment) {
      const { service: switched, manifests } = parts.placeOf(service, environment) ?? {}
      if (manifests) return { ...abilities, strategies: ['rolling'] }
      return { ...abilities, strategies: switched === undefined ? STRATEGIES : [...STRATEGIES, 'blue-green'] }
    },
    start: async () => undefined,
    close: async () => undefined,
  }
}

/** The first is the usual one. Blue-green needs a Service to switch. */
const STRATEGIES: Abilities['strategies'] = ['rolling', 'recreate', 'canary']

/** Most users stay on what serves, so that must be well. */
async function blockerOf({ health }: HealthProbe, service: string, environment: string): Promise<string | undefined> {
  const serving = await health(service, environment)
  return serving.state === 'unknown' ? serving.sentence : noComparison(service, environment, serving)
}
