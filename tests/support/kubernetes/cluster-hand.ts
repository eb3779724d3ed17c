import { deploymentOf, serviceOf, startFakeCluster } from './fake-cluster.ts'
import type { Behaviour } from './pod-status.ts'
import type { Fields, StoredObject } from './stored-object.ts'

/** A cluster with a namespace of a test's own, in which the test says how pods behave. */
export interface ClusterHand {
  readonly kubeconfig: string
  /** Of a user who has the rights of the Role in docs/kubernetes.md; `reader` may only look. */
  readonly contexts: { readonly shipmate: string; readonly reader: string }
  readonly namespace: string
  /** Pods of images that end so behave like this from now on. */
  behaves(image: string, behaviour: Behaviour): void
  /** Whether the API server knows such objects: the Gateway API is not part of every cluster. */
  knows(resource: 'httproutes'): Promise<boolean>
  create(resource: string, body: Fields): Promise<void>
  /** What somebody changes by hand with `kubectl edit`, or with another tool, as a merge patch. */
  edit(resource: string, name: string, patch: Fields, manager?: string): Promise<void>
  get(resource: string, name: string): Promise<Fields | undefined>
  list(resource: string): Promise<readonly StoredObject[]>
  /** How many pods the namespace may have. */
  quota(pods: number): Promise<void>
  /** A Deployment in manifests, with what this cluster needs of it besides, as {@link create} adds it. */
  asDeployed(body: Fields): Fields
  /** Until controllers, scheduler and kubelet have nothing more to do. */
  settle(): Promise<void>
}

export async function fakeHand(): Promise<ClusterHand> {
  const cluster = await startFakeCluster()
  const namespace = 'shop'
  cluster.namespace(namespace)
  const named = (resource: string, name: string) => ({ resource, namespace, name })
  return {
    kubeconfig: cluster.kubeconfig,
    contexts: { shipmate: 'test', reader: 'reader' },
    namespace,
    behaves: cluster.behaves,
    knows: async () => true,
    async create(resource, body) {
      cluster.store.create(named(resource, String((body.metadata as Fields).name)), body)
    },
    edit: async (resource, name, patch, manager) =>
      void cluster.store.merge(named(resource, name), patch, manager === undefined ? {} : { manager }),
    get: async (resource, name) => cluster.store.get(named(resource, name)),
    list: async (resource) => cluster.store.list(resource, namespace),
    quota: async (pods) => cluster.quota(pods),
    asDeployed: (body) => body,
    settle: async () => cluster.roll(namespace),
  }
}

/** An autoscaler of `payments`. */
export function autoscalerOf(min: number, max: number): Fields {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'payments' }
  return {
    ...{ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'payments' } },
    spec: { scaleTargetRef, minReplicas: min, maxReplicas: max },
  }
}

/** What a team has put there: `payments` with two replicas, and its Service. */
export async function createPayments(hand: ClusterHand): Promise<void> {
  await hand.create('services', serviceOf('payments'))
  await hand.create('deployments', deploymentOf('payments', 'registry.example/payments:v0.9.0'))
  await hand.settle()
}
