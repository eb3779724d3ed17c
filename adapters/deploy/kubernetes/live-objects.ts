import type { KubeApi } from './kube-api.ts'
import {
  type Deployment,
  deploymentSchema,
  eventListSchema,
  type KubeEvent,
  type Pod,
  podListSchema,
  type ReplicaSet,
  readAs,
  replicaSetListSchema,
} from './shapes.ts'

export interface Named {
  readonly namespace: string
  readonly name: string
}

/** Undefined where there is none. */
export async function readDeployment(api: KubeApi, named: Named): Promise<Deployment | undefined> {
  const found = await api.call({ verb: 'get', resource: 'deployments', ...named })
  return found === undefined ? undefined : readAs(deploymentSchema, found, api.cluster)
}

/** Pods of the release that the Deployment rolls out, and the others that are still there. */
export interface PodsOfRollout {
  readonly fresh: readonly Pod[]
  readonly old: readonly Pod[]
  /** Of the release that is rolled out. */
  readonly replicaSet: ReplicaSet | undefined
}

export async function podsOf(api: KubeApi, { namespace }: Named, deployment: Deployment): Promise<PodsOfRollout> {
  const query = { labelSelector: podSelectorOf(deployment), limit: '500' }
  const [sets, pods] = await Promise.all([
    api.call({ verb: 'list', resource: 'replicasets', namespace, query }),
    api.call({ verb: 'list', resource: 'pods', namespace, query }),
  ])
  const own = readAs(replicaSetListSchema, sets, api.cluster).items.filter(isOwnedBy(deployment.metadata.uid))
  const replicaSet = own.toSorted((one, other) => revisionOf(other) - revisionOf(one))[0]
  const ids = new Set(own.map(({ metadata }) => metadata.uid))
  const all = readAs(podListSchema, pods, api.cluster).items.filter(
    ({ metadata }) => !metadata.deletionTimestamp && ownersOf(metadata).some((uid) => ids.has(uid)),
  )
  const isFresh = replicaSet ? isOwnedBy(replicaSet.metadata.uid) : () => false
  return { fresh: all.filter(isFresh), old: all.filter((pod) => !isFresh(pod)), replicaSet }
}

/** What the cluster tells of one object, the newest first. */
export async function eventsOf(api: KubeApi, namespace: string, uid: string): Promise<readonly KubeEvent[]> {
  const query = { fieldSelector: `involvedObject.uid=${uid}`, limit: '100' }
  const list = readAs(
    eventListSchema,
    await api.call({ verb: 'list', resource: 'events', namespace, query }),
    api.cluster,
  )
  const at = ({ lastTimestamp, eventTime }: KubeEvent): string => lastTimestamp ?? eventTime ?? ''
  return list.items.toSorted((one, other) => at(other).localeCompare(at(one)))
}

/** Of its pods and their sets. */
export function podSelectorOf({ spec }: Deployment): string {
  return Object.entries(spec.selector.matchLabels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',')
}

type Owned = { readonly metadata: Pod['metadata'] | ReplicaSet['metadata'] }

const ownersOf = ({ ownerReferences }: Owned['metadata']): readonly string[] =>
  ownerReferences.filter(({ controller }) => controller).map(({ uid }) => uid)

const isOwnedBy =
  (uid: string) =>
  ({ metadata }: Owned): boolean =>
    ownersOf(metadata).includes(uid)

function revisionOf({ metadata }: ReplicaSet): number {
  return Number(metadata.annotations['deployment.kubernetes.io/revision'] ?? 0)
}
