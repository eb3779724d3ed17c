import { setTimeout as sleep } from 'node:timers/promises'
import { prepareSampleService } from '../../adapters/source/sample/sample-service.ts'
import type { ServiceConfig } from '../../config/config.ts'
import { DEFAULT_CANARY } from '../../config/defaults.ts'
import { isReady } from '../support/kubernetes/controller.ts'
import { deploymentOf, type FakeCluster, serviceOf, startFakeCluster } from '../support/kubernetes/fake-cluster.ts'
import { at, same } from '../support/kubernetes/stored-object.ts'
import { serveUsers } from './serve-users.ts'
import type { TeamWorld } from './team-world.ts'

const NAME = 'billionmail'
const PRODUCTION = 'shop-production'
/** Slow enough for a kill in the middle of a rollout, and quick enough for one to be over at the next look. */
const ROUND_MS = 40

/** The sample service in a cluster of our own, which counts what its pods are changed for. */
export async function openClusterWorld(folder: string): Promise<TeamWorld> {
  const endings: (() => void)[] = []
  const cluster = await startFakeCluster((end) => endings.push(end))
  for (const namespace of ['shop-staging', PRODUCTION]) {
    cluster.namespace(namespace)
    cluster.store.create({ resource: 'services', namespace, name: NAME }, serviceOf(NAME))
    const image = `registry.example/${NAME}:v0.9.0`
    cluster.store.create({ resource: 'deployments', namespace, name: NAME }, deploymentOf(NAME, image))
    cluster.roll(namespace)
  }
  const controllers = runControllers(cluster)
  const users = await serveUsers(versionsOf(cluster))
  const templates = countTemplates(cluster)
  return {
    services: [await serviceIn(cluster, folder)],
    productionUrl: users.url,
    async rollouts() {
      return templates.since()
    },
    leftovers() {
      const others = cluster.store.list('deployments', PRODUCTION).filter(({ metadata }) => metadata.name !== NAME)
      return others.map(({ metadata }) => `the Deployment ${metadata.name} is still there`)
    },
    async close() {
      await controllers.stop()
      users.close()
      for (const end of endings) end()
    },
  }
}

async function serviceIn({ kubeconfig }: FakeCluster, folder: string): Promise<ServiceConfig> {
  const { local: _, build: __, ...sample } = await prepareSampleService(folder)
  const targetOn = (environment: string) => ({
    target: {
      ...{ kind: 'kubernetes' as const, kubeconfig, context: 'test', namespace: `shop-${environment}` },
      ...{ deployment: NAME, service: NAME, image: `registry.example/${NAME}:{version}` },
      ...{ pinDigest: false, rolloutSeconds: 120 },
    },
  })
  const environments = { staging: targetOn('staging'), production: targetOn('production') }
  return { ...sample, aliases: [], description: undefined, keep: 5, canary: DEFAULT_CANARY, environments }
}

/** What happens in a cluster by itself, whether or not anybody looks. */
function runControllers(cluster: FakeCluster): { stop(): Promise<void> } {
  let stopped = false
  const running = (async () => {
    while (!stopped) {
      for (const namespace of ['shop-staging', PRODUCTION]) cluster.roll(namespace, 1)
      await sleep(ROUND_MS)
    }
  })()
  return {
    async stop() {
      stopped = true
      await running
    },
  }
}

/** One change of the pod template is one rollout; that of a candidate beside the Deployment is counted when there are two. */
function countTemplates({ store }: FakeCluster): { since(): number } {
  let changes = 0
  let candidates = 0
  store.onWrite = ({ resource, namespace, name }, after, before) => {
    if (resource !== 'deployments' || namespace !== PRODUCTION) return
    if (same(after.spec.template, before?.spec.template)) return
    if (name === NAME) changes += 1
    else candidates += 1
  }
  return {
    since() {
      const counted = changes + Math.max(0, candidates - 1)
      changes = 0
      candidates = 0
      return counted
    },
  }
}

/** The version of a ready pod that the Service sends requests to, each in turn. */
function versionsOf({ store }: FakeCluster): () => string | undefined {
  let asked = 0
  return () => {
    const service = store.get({ resource: 'services', namespace: PRODUCTION, name: NAME })
    const selector = Object.entries(at(service, 'spec', 'selector') as Record<string, string>)
    const ready = store
      .list('pods', PRODUCTION)
      .filter(({ metadata }) => selector.every(([key, value]) => metadata.labels?.[key] === value))
      .filter(isReady)
    asked += 1
    const [container] = (ready[asked % ready.length]?.spec.containers ?? []) as { image: string }[]
    return container?.image.split(':')[1]
  }
}
