import { LACKING } from '../../../src/ports/abilities.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { DeployTarget } from '../../../src/ports/delivery.ts'
import type { DeployOutcome } from '../../../src/ports/deployer.ts'
import { failed } from '../../../src/ports/work-outcome.ts'
import type { Redact } from '../../process/log-tail.ts'
import { type ClusterAccess, openCluster } from './cluster.ts'
import { createHealthProbe } from './health.ts'
import { createKubeApi, type KubeApi } from './kube-api.ts'
import type { KubernetesPlace } from './kubernetes-place.ts'
import { nextLook } from './next-look.ts'
import { KubernetesError } from './problem.ts'
import { deployByRolling, mayPass, waitedMs } from './rolling.ts'
import { type Undertaking, UnfitError } from './undertaking.ts'

export interface KubernetesTargetParts {
  readonly placeOf: (service: string, environment: string) => (KubernetesPlace & ClusterAccess) | undefined
  readonly clock: Pick<Clock, 'now'>
  readonly redact: Redact
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
  return {
    async deploy(order, report, signal) {
      const there = at(order.service, order.environment)
      if (!there)
        return failed(`${order.service} has no environment ${order.environment} here.`, 'Add it to the configuration.')
      return carriedOut({ ...parts, ...there, order, report, signal })
    },
    async canaryBlocker(service) {
      return `${service} runs on Kubernetes, where Shipmate makes no canaries.`
    },
    ...createHealthProbe(at),
    abilities: () => ({
      runsBy: 'kubernetes',
      strategies: ['rolling'],
      ...{ restart: LACKING, scale: LACKING, logs: LACKING },
    }),
    start: async () => undefined,
    close: async () => undefined,
  }
}

/** One connection for all services of a cluster. */
function createClusters(): (access: ClusterAccess) => KubeApi {
  const opened = new Map<string, KubeApi>()
  return ({ kubeconfig, context }) => {
    const key = JSON.stringify([kubeconfig, context])
    const api = opened.get(key) ?? createKubeApi(() => openCluster({ kubeconfig, context }), context ?? 'the cluster')
    opened.set(key, api)
    return api
  }
}

async function carriedOut(undertaking: Undertaking): Promise<DeployOutcome> {
  const { clock, place, order } = undertaking
  try {
    return await deployByRolling(undertaking)
  } catch (error) {
    if (error instanceof UnfitError) return error.outcome
    if (!(error instanceof KubernetesError)) throw error
    const waited = waitedMs(undertaking)
    if (mayPass(error) && !undertaking.signal.aborted && waited < place.rolloutSeconds * 1_000)
      return { kind: 'paused', until: nextLook(clock.now(), waited) }
    return failed(`${error.userMessage}${order.since === undefined ? ' Nothing was changed.' : ''}`, error.nextStep)
  }
}
