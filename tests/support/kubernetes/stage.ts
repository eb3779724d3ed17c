import type { KubernetesPlace } from '../../../adapters/deploy/kubernetes/kubernetes-place.ts'
import { createKubernetesTarget } from '../../../adapters/deploy/kubernetes/kubernetes-target.ts'
import type { ManifestSource } from '../../../adapters/deploy/kubernetes/manifests/manifest-source.ts'
import type { TaskId } from '../../../src/domain/ids.ts'
import type { LogLines, LogQuery } from '../../../src/domain/log-lines.ts'
import type { DeployPhase, Health, Release } from '../../../src/domain/release.ts'
import type { Scale } from '../../../src/domain/scale.ts'
import type { DeployTarget } from '../../../src/ports/delivery.ts'
import type { CanaryTrial, DeployOrder, DeployOutcome } from '../../../src/ports/deployer.ts'
import type { RestartOrder } from '../../../src/ports/restarter.ts'
import type { ScaleOrder } from '../../../src/ports/scaler.ts'
import { deploymentOf, type FakeCluster, serviceOf, startFakeCluster } from './fake-cluster.ts'
import { at as partOf } from './stored-object.ts'

export const V1: Release = { sha: '1'.repeat(40), version: 'v1.0.0' }
export const V2: Release = { sha: '2'.repeat(40), version: 'v1.1.0' }

const START = new Date('2026-03-02T09:00:30Z')

interface Stage {
  readonly cluster: FakeCluster
  readonly target: DeployTarget
  order(release: Release, order?: Partial<DeployOrder>, signal?: AbortSignal, trial?: CanaryTrial): Placing
  /** Half an hour passes, which is longer than any rollout may take. */
  halfAnHourPasses(): void
  /** What the Deployment wants to run. */
  image(): string
  /** The images of all pods that users reach through the Service. */
  reached(): readonly string[]
  live(): Promise<Health>
  restart(order?: Partial<RestartOrder>, signal?: AbortSignal): Placing
  scale(count: number, order?: Partial<ScaleOrder>, signal?: AbortSignal): Placing
  scaleNow(): Promise<Scale | undefined>
  logs(query: Partial<LogQuery>): Promise<LogLines>
}

interface Placing {
  readonly ended: Promise<DeployOutcome>
  readonly phases: readonly DeployPhase[]
}

/** `payments` as a Deployment of two replicas in the namespace `shop`, with a release that Shipmate has put there. */
export async function clusterWith(release: Release, place: Partial<KubernetesPlace> = {}): Promise<Stage> {
  const cluster = await startFakeCluster()
  cluster.namespace('shop')
  cluster.store.create(
    { resource: 'deployments', namespace: 'shop', name: 'payments' },
    deploymentOf('payments', 'registry.example/payments:v0.9.0'),
  )
  cluster.store.create({ resource: 'services', namespace: 'shop', name: 'payments' }, serviceOf('payments'))
  cluster.roll('shop')
  const stage = stageOn(cluster, place)
  await stage.order(release, { task: 'TASK-1', fencingToken: 1 }).ended
  cluster.roll('shop')
  await stage.order(release, { task: 'TASK-1', fencingToken: 2 }).ended
  return stage
}

export function stageOn(
  cluster: FakeCluster,
  place: Partial<KubernetesPlace> & { context?: string } = {},
  manifests?: ManifestSource,
): Stage {
  const there = {
    ...{ namespace: 'shop', deployment: 'payments', rolloutSeconds: 600 },
    ...{ image: 'registry.example/payments:{version}', kubeconfig: cluster.kubeconfig, context: 'test' },
    ...place,
  }
  const time = { now: START }
  const target = createKubernetesTarget({
    placeOf: (service, environment) => (service === 'payments' && environment === 'staging' ? there : undefined),
    clock: { now: () => time.now },
    redact: (text) => text.replaceAll('hunter2', '***'),
    newestPosition: async () => 1_000,
    ...(manifests && { manifests }),
  })
  const placing = (ended: (report: (phase: DeployPhase) => Promise<void>) => Promise<DeployOutcome>): Placing => {
    const phases: DeployPhase[] = []
    return { ended: ended(async (phase) => void phases.push(phase)), phases }
  }
  const order: Stage['order'] = (release, order = {}, signal = new AbortController().signal, trial) => {
    const whole: DeployOrder = {
      ...{ task: 'TASK-2' as TaskId, fencingToken: 10, service: 'payments', environment: 'staging' },
      ...{ release, strategy: 'rolling' as const },
      ...order,
    }
    return placing((report) => target.deploy(whole, report, signal, trial))
  }
  const { restart, scale, logs } = target.abilities('payments', 'staging')
  if (restart.kind !== 'able' || scale.kind !== 'able' || logs.kind !== 'able') throw new Error('it can do less')
  const at = { service: 'payments', environment: 'staging' }
  const never = new AbortController().signal
  return {
    ...{ cluster, target, order },
    halfAnHourPasses() {
      time.now = new Date(time.now.getTime() + 30 * 60_000)
    },
    restart: (order = {}, signal = never) =>
      placing((report) => restart.part.restart({ task: 'TASK-3', fencingToken: 30, ...at, ...order }, report, signal)),
    scale: (count, order = {}, signal = never) =>
      placing((report) =>
        scale.part.scale({ task: 'TASK-4', fencingToken: 40, ...at, count, ...order }, report, signal),
      ),
    scaleNow: () => scale.part.scaleNow('payments', 'staging'),
    logs: (query) => logs.part.lines('payments', 'staging', { count: 100, words: [], ...query }, never),
    live: () => target.health('payments', 'staging'),
    reached() {
      const service = cluster.store.get({ resource: 'services', namespace: 'shop', name: 'payments' })
      const selector = Object.entries(partOf(service, 'spec', 'selector') as Record<string, string>)
      const pods = cluster.store.list('pods', 'shop')
      const chosen = pods.filter(({ metadata }) => selector.every(([key, value]) => metadata.labels?.[key] === value))
      return chosen.map(({ spec }) => (spec.containers as { image: string }[])[0]?.image.split(':')[1] ?? '').sort()
    },
    image() {
      const deployment = cluster.store.get({ resource: 'deployments', namespace: 'shop', name: 'payments' })
      const containers = partOf(deployment, 'spec', 'template', 'spec', 'containers') as { image: string }[]
      return containers[0]?.image ?? ''
    },
  }
}
