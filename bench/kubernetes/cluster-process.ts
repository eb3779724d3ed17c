import { deploymentOf, startFakeCluster } from '../../tests/support/kubernetes/fake-cluster.ts'
import { same } from '../../tests/support/kubernetes/stored-object.ts'
import type { ClusterOrder, ClusterTold } from './cluster.ts'

/** A cluster in a process of its own, so that its time is not the bot's. */
const { latencyMs, deployments } = JSON.parse(process.argv[2] ?? '') as ClusterOrder
const READY = {
  ...{ observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2 },
  conditions: [{ type: 'Available', status: 'True', lastTransitionTime: '2026-03-02T09:00:00Z' }],
}
const tell = (told: ClusterTold): void => void process.send?.(told)

const cluster = await startFakeCluster(() => undefined)
for (const { namespace, name } of deployments) {
  if (!cluster.store.get({ resource: 'namespaces', namespace, name: namespace })) cluster.namespace(namespace)
  cluster.store.create(
    { resource: 'deployments', namespace, name },
    deploymentOf(name, `registry.example/${name}:v0.9.0`),
  )
}
// Its controllers take seconds for hundreds of Deployments, which are only looked at.
const [only, ...others] = deployments
if (others.length === 0 && only) cluster.roll(only.namespace)
else for (const one of deployments) cluster.store.setStatus({ resource: 'deployments', ...one }, READY)
cluster.rollsByItself = others.length === 0
cluster.latencyMs = latencyMs
cluster.store.onWrite = ({ resource }, after, before) => {
  if (resource === 'deployments' && !same(after.spec.template, before?.spec.template)) tell({ kind: 'rolls' })
}
process.once('disconnect', () => process.exit())
tell({ kind: 'up', kubeconfig: cluster.kubeconfig })
