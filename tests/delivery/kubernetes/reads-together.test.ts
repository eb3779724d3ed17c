import { expect, test } from 'vitest'
import { createClusters } from '../../../adapters/deploy/kubernetes/clusters.ts'
import { createKubernetesTarget } from '../../../adapters/deploy/kubernetes/kubernetes-target.ts'
import { readsTogether } from '../../../adapters/deploy/kubernetes/reads-together.ts'
import type { Health } from '../../../src/domain/release.ts'
import { deploymentOf, type FakeCluster, startFakeCluster } from '../../support/kubernetes/fake-cluster.ts'

const SERVICES = ['cart', 'ledger', 'orders', 'payments', 'search'] as const

async function clusterOfMany(namespaceOf = (_: string) => 'shop'): Promise<FakeCluster> {
  const cluster = await startFakeCluster()
  for (const name of SERVICES) {
    const namespace = namespaceOf(name)
    if (!cluster.store.get({ resource: 'namespaces', namespace, name: namespace })) cluster.namespace(namespace)
    cluster.store.create({ resource: 'deployments', namespace, name }, deploymentOf(name, `${name}:v1.0.0`))
    cluster.roll(namespace)
  }
  return cluster
}

/** How all of them are, asked in one moment. */
function healthOfAll(cluster: FakeCluster, namespaceOf = (_: string) => 'shop'): Promise<readonly Health[]> {
  const { kubeconfig } = cluster
  const target = createKubernetesTarget({
    placeOf: (service) => ({
      ...{ kubeconfig, context: 'test', namespace: namespaceOf(service), deployment: service, service },
      ...{ image: `${service}:{version}`, pinDigest: false, rolloutSeconds: 600 },
    }),
    clock: { now: () => new Date() },
    redact: (text) => text,
    newestPosition: async () => 1,
  })
  return Promise.all(SERVICES.map((service) => target.health(service, 'production')))
}

const asked = (cluster: FakeCluster): readonly string[] =>
  cluster.asked.map(({ verb, resource }) => `${verb} ${resource}`).sort()

test('how many services of one namespace are is one list of each kind', async () => {
  const cluster = await clusterOfMany()
  expect((await healthOfAll(cluster)).map(({ state }) => state)).toEqual(SERVICES.map(() => 'healthy'))
  expect(asked(cluster)).toEqual(['list deployments', 'list services'])
})

test('what is not there is not there in a list either', async () => {
  const cluster = await clusterOfMany()
  cluster.store.remove({ resource: 'deployments', namespace: 'shop', name: 'orders' })
  const states = (await healthOfAll(cluster)).map(({ state }) => state)
  expect(states).toEqual(['healthy', 'healthy', 'nothing-deployed', 'healthy', 'healthy'])
})

test('without the right to list, each is asked for by itself', async () => {
  const cluster = await clusterOfMany()
  cluster.forbid('list', 'deployments')
  cluster.forbid('list', 'services')
  expect((await healthOfAll(cluster)).map(({ state }) => state)).toEqual(SERVICES.map(() => 'healthy'))
  expect(asked(cluster).filter((one) => one.startsWith('get '))).toEqual([
    ...SERVICES.map(() => 'get deployments'),
    ...SERVICES.map(() => 'get services'),
  ])
})

test('services in namespaces of their own are asked for beside each other', async () => {
  const cluster = await clusterOfMany((service) => service)
  expect((await healthOfAll(cluster, (service) => service)).map(({ state }) => state)).toEqual(
    SERVICES.map(() => 'healthy'),
  )
  expect(asked(cluster)).not.toContain('list deployments')
})

test('a cluster that does not answer is told of each place in it', async () => {
  const cluster = await clusterOfMany()
  cluster.fault = 'cut'
  expect(await healthOfAll(cluster)).toEqual(
    SERVICES.map(() => expect.objectContaining({ state: 'unknown', mayPass: true })),
  )
})

test('what is asked for twice in one moment is asked of the cluster once', async () => {
  const cluster = await clusterOfMany()
  const api = readsTogether(createClusters()({ kubeconfig: cluster.kubeconfig, context: 'test' }))
  const get = () => api.call({ verb: 'get', resource: 'deployments', namespace: 'shop', name: 'cart' })
  const [one, other] = await Promise.all([get(), get()])
  expect(one).toEqual(other)
  expect(asked(cluster)).toEqual(['get deployments'])
})
