import type { ObjectStore } from './object-store.ts'
import { type Behaviour, podStatus } from './pod-status.ts'
import { at, type Fields, type StoredObject, same } from './stored-object.ts'

export interface World {
  readonly store: ObjectStore
  readonly behaviourOf: (image: string) => Behaviour
  /** How many pods a namespace may have. */
  readonly quota: () => number
}

/** One round of what controllers, scheduler and kubelets do: every Deployment comes one step further. */
export function roll(world: World, namespace: string): void {
  collect(world, namespace, 'replicasets', 'deployments')
  collect(world, namespace, 'pods', 'replicasets')
  for (const deployment of world.store.list('deployments', namespace)) rollOne(world, namespace, deployment)
}

/** What belonged to something that was deleted goes with it. */
function collect({ store }: World, namespace: string, resource: string, owners: string): void {
  const there = new Set(store.list(owners, namespace).map(({ metadata }) => metadata.uid))
  for (const { metadata } of store.list(resource, namespace)) {
    const [owner] = metadata.ownerReferences ?? []
    if (owner && !there.has(owner.uid)) store.remove({ resource, namespace, name: metadata.name })
  }
}

function rollOne(world: World, namespace: string, deployment: StoredObject): void {
  const { store } = world
  const desired = Number(deployment.spec.replicas ?? 1)
  const sets = store.list('replicasets', namespace).filter(isOf(deployment))
  const current =
    sets.find((set) => same(set.spec.template, deployment.spec.template)) ??
    replicaSet(world, namespace, deployment, sets)
  newest(world, namespace, deployment, current, sets)
  const isRecreate = at(deployment.spec, 'strategy', 'type') === 'Recreate'
  const pods = (): { fresh: StoredObject[]; old: StoredObject[] } => {
    const owners = new Set([...sets, current].map(({ metadata }) => metadata.uid))
    const all = store
      .list('pods', namespace)
      .filter(({ metadata }) => owners.has(metadata.ownerReferences?.[0]?.uid ?? ''))
    const isFresh = isOf(current)
    return { fresh: all.filter(isFresh), old: all.filter((pod) => !isFresh(pod)) }
  }
  for (const pod of pods().fresh) store.setStatus(podKey(namespace, pod), statusOf(world, namespace, pod))
  const surge = isRecreate ? 0 : Math.ceil(desired / 4)
  let refusal: string | undefined
  const removeOld = (): void => {
    const { fresh, old } = pods()
    const spare = isRecreate
      ? old.length
      : fresh.filter(isReady).length + old.filter(isReady).length - (desired - Math.floor(desired / 4))
    const unready = old.filter((pod) => !isReady(pod))
    for (const pod of [...unready, ...old.filter(isReady).slice(0, Math.max(0, spare))])
      store.remove(podKey(namespace, pod))
  }
  removeOld()
  const { fresh, old } = pods()
  for (const pod of fresh.slice(desired)) store.remove(podKey(namespace, pod))
  const missing = Math.min(desired - fresh.length, desired + surge - fresh.length - old.length)
  for (let made = 0; made < missing && refusal === undefined; made += 1)
    refusal = makePod(world, namespace, deployment, current)
  store.setStatus(
    { resource: 'deployments', namespace, name: deployment.metadata.name },
    deploymentStatus(deployment, pods(), refusal),
  )
}

const isOf =
  ({ metadata }: StoredObject) =>
  (one: StoredObject): boolean =>
    one.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid) ?? false

const HISTORY = 'deployment.kubernetes.io/revision-history'
const REVISION = 'deployment.kubernetes.io/revision'
const revisionOf = ({ metadata }: StoredObject): number => Number(metadata.annotations?.[REVISION] ?? 0)

function replicaSet(
  { store }: World,
  namespace: string,
  deployment: StoredObject,
  sets: readonly StoredObject[],
): StoredObject {
  const { name, uid } = deployment.metadata
  const labels = {
    ...(at(deployment.spec, 'template', 'metadata', 'labels') as Fields),
    'pod-template-hash': String(sets.length + 1),
  }
  const ownerReferences = [{ uid, kind: 'Deployment', name, controller: true as const }]
  const body = {
    kind: 'ReplicaSet',
    metadata: { labels, ownerReferences },
    spec: { template: deployment.spec.template },
  }
  return store.create({ resource: 'replicasets', namespace, name: `${name}-${sets.length + 1}` }, body)
}

/** The set of what is wanted has the highest revision, even when it is an old one. */
function newest(
  { store }: World,
  namespace: string,
  deployment: StoredObject,
  current: StoredObject,
  sets: readonly StoredObject[],
): void {
  const highest = Math.max(0, ...sets.map(revisionOf))
  if (revisionOf(current) === highest && highest > 0) return
  const revision = { [REVISION]: String(highest + 1) }
  const earlier = [current.metadata.annotations?.[HISTORY], current.metadata.annotations?.[REVISION]]
  const history = earlier.filter((number) => number !== undefined).join(',')
  store.annotate(
    { resource: 'replicasets', namespace, name: current.metadata.name },
    { ...revision, ...(history !== '' && { [HISTORY]: history }) },
  )
  store.annotate({ resource: 'deployments', namespace, name: deployment.metadata.name }, revision)
}

let pods = 0

/** @returns Why there is none. */
function makePod(world: World, namespace: string, deployment: StoredObject, set: StoredObject): string | undefined {
  const { store, quota } = world
  pods += 1
  const name = `${set.metadata.name}-${pods}`
  const used = store.list('pods', namespace).length
  if (used >= quota())
    return `pods "${name}" is forbidden: exceeded quota: small, requested: pods=1, used: pods=${used}, limited: pods=${quota()}`
  const ownerReferences = [
    { uid: set.metadata.uid, kind: 'ReplicaSet', name: set.metadata.name, controller: true as const },
  ]
  const metadata = {
    labels: set.metadata.labels,
    ownerReferences,
    annotations: at(deployment.spec, 'template', 'metadata', 'annotations') ?? {},
  }
  store.create(
    { resource: 'pods', namespace, name },
    { kind: 'Pod', metadata, spec: at(deployment.spec, 'template', 'spec') as Fields, status: { phase: 'Pending' } },
  )
  return undefined
}

function podKey(namespace: string, { metadata }: StoredObject) {
  return { resource: 'pods', namespace, name: metadata.name }
}

export function isReady({ status }: StoredObject): boolean {
  return (
    (status.conditions as { type: string; status: string }[] | undefined)?.some(
      ({ type, status: is }) => type === 'Ready' && is === 'True',
    ) ?? false
  )
}

function statusOf({ store, behaviourOf }: World, namespace: string, pod: StoredObject): Fields {
  const [container] = pod.spec.containers as { image: string }[]
  const { status, warning } = podStatus(pod, behaviourOf(container?.image ?? ''))
  const key = { resource: 'events', namespace, name: `${pod.metadata.name}.${warning?.reason}` }
  if (warning && !store.get(key)) {
    const involvedObject = { kind: 'Pod', name: pod.metadata.name, uid: pod.metadata.uid }
    store.create(key, { kind: 'Event', type: 'Warning', ...warning, involvedObject, lastTimestamp: AT })
  }
  return status
}

const AT = '2026-03-02T09:00:00Z'

function deploymentStatus(
  deployment: StoredObject,
  { fresh, old }: { fresh: readonly StoredObject[]; old: readonly StoredObject[] },
  refusal: string | undefined,
): Fields {
  const ready = [...fresh, ...old].filter(isReady).length
  return {
    observedGeneration: deployment.metadata.generation,
    replicas: fresh.length + old.length,
    updatedReplicas: fresh.length,
    readyReplicas: ready,
    availableReplicas: ready,
    conditions: [
      { type: 'Available', status: ready > 0 ? 'True' : 'False', lastTransitionTime: AT },
      ...(refusal === undefined
        ? []
        : [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: refusal }]),
    ],
  }
}
