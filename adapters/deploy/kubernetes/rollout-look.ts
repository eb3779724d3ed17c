import type { Redact } from '../../process/log-tail.ts'
import { logTail } from '../../process/log-tail.ts'
import type { KubeApi } from './kube-api.ts'
import { eventsOf, type Named, podsOf } from './live-objects.ts'
import { oneLine } from './one-line.ts'
import { type PodTrouble, troubleOf } from './pod-trouble.ts'
import type { Deployment, Pod } from './shapes.ts'

/** How far a rollout is. */
export interface RolloutLook {
  readonly isComplete: boolean
  /** The cluster has noticed what is wanted. */
  readonly isSeen: boolean
  readonly ready: number
  readonly desired: number
  /** Ready pods of whichever release. */
  readonly serving: number
  readonly trouble?: RolloutTrouble
}

export interface RolloutTrouble {
  /** For people, whole sentences. */
  readonly sentence: string
  /** Waiting will not help: somebody has to change something. */
  readonly isFinal: boolean
  readonly logTail?: string | undefined
}

/** Exactly this many replicas, all of the release, and all of them available: what `kubectl rollout status` waits for. */
export function isComplete({ metadata, spec, status }: Deployment): boolean {
  return (
    status.observedGeneration >= metadata.generation &&
    status.updatedReplicas === spec.replicas &&
    status.replicas === spec.replicas &&
    status.availableReplicas === spec.replicas
  )
}

/** Asks for pods and events only while the rollout is not complete. @throws {KubernetesError} */
export async function lookAtRollout(
  api: KubeApi,
  named: Named,
  deployment: Deployment,
  redact: Redact,
): Promise<RolloutLook> {
  const desired = deployment.spec.replicas
  const serving = deployment.status.readyReplicas
  if (isComplete(deployment)) return { isComplete: true, isSeen: true, ready: desired, desired, serving }
  if (deployment.status.observedGeneration < deployment.metadata.generation)
    return { isComplete: false, isSeen: false, ready: 0, desired, serving }
  const { fresh } = await podsOf(api, named, deployment)
  const ready = fresh.filter(isReady).length
  const trouble = (await podTrouble(api, named, fresh, redact)) ?? troubleOfMaking(deployment, redact)
  return { isComplete: false, isSeen: true, ready, desired, serving, ...(trouble && { trouble }) }
}

function isReady({ status }: Pod): boolean {
  return status.conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True')
}

/** Pods that are not even made: the namespace has no room for them, or a policy refuses them. */
function troubleOfMaking({ status }: Deployment, redact: Redact): RolloutTrouble | undefined {
  const failure = status.conditions.find(({ type, status: is }) => type === 'ReplicaFailure' && is === 'True')
  if (!failure) return undefined
  const said = oneLine(redact(failure.message))
  return /exceeded quota/.test(said)
    ? { sentence: `The quota of the namespace leaves no room for new pods: ${said}.`, isFinal: false }
    : { sentence: `The cluster refuses new pods: ${said}.`, isFinal: false }
}

/** The most telling first. */
const BY_WEIGHT: readonly PodTrouble['kind'][] = ['image', 'crash', 'config', 'unschedulable', 'not-ready']

async function podTrouble(
  api: KubeApi,
  named: Named,
  pods: readonly Pod[],
  redact: Redact,
): Promise<RolloutTrouble | undefined> {
  const found = pods.flatMap((pod) => {
    const trouble = troubleOf(pod)
    return trouble ? [{ pod, trouble }] : []
  })
  const [worst] = found.toSorted(
    (one, other) => BY_WEIGHT.indexOf(one.trouble.kind) - BY_WEIGHT.indexOf(other.trouble.kind),
  )
  return worst && described(api, named, worst.pod, worst.trouble, redact)
}

async function described(
  api: KubeApi,
  { namespace }: Named,
  pod: Pod,
  trouble: PodTrouble,
  redact: Redact,
): Promise<RolloutTrouble> {
  const tidy = (text: string): string => oneLine(redact(text))
  switch (trouble.kind) {
    case 'image': {
      const said = (await warning(api, namespace, pod, 'Failed', /pull/i)) ?? trouble.why
      return {
        sentence: `The image ${trouble.image} cannot be pulled${because(tidy(said))}.`,
        isFinal: trouble.isFinal,
      }
    }
    case 'crash': {
      const { container, times, how, isFinal } = trouble
      const text = await lastWords(api, namespace, pod, container)
      const sentence = `${container} keeps exiting: ${times === 1 ? 'once' : `${times} times`}, last with ${how}.`
      return { sentence, isFinal, logTail: text === undefined ? undefined : logTail(text, redact) }
    }
    case 'config':
      return { sentence: `A new pod cannot start${because(tidy(trouble.why))}.`, isFinal: false }
    case 'unschedulable':
      return { sentence: `No node has room for a new pod${because(tidy(trouble.why))}.`, isFinal: false }
    case 'not-ready': {
      const said = (await warning(api, namespace, pod, 'Unhealthy', /probe/i)) ?? ''
      const text = await currentLog(api, namespace, pod)
      return {
        sentence: `A new pod runs but is not ready${because(tidy(said))}.`,
        isFinal: false,
        logTail: text === undefined ? undefined : logTail(text, redact),
      }
    }
  }
}

const because = (why: string): string => (why === '' ? '' : `: ${why}`)

async function warning(
  api: KubeApi,
  namespace: string,
  { metadata }: Pod,
  reason: string,
  about: RegExp,
): Promise<string | undefined> {
  // They only tell why: a rollout is followed without them, too.
  const events = await eventsOf(api, namespace, metadata.uid).catch(() => [])
  return events.find((event) => event.reason === reason && about.test(event.message))?.message
}

const LINES_READ = '200'

/** The container that has exited, where its log is kept; else the one that has just been started. */
async function lastWords(api: KubeApi, namespace: string, pod: Pod, container: string): Promise<string | undefined> {
  const { name } = pod.metadata
  const query = { container, tailLines: LINES_READ }
  const log = { verb: 'get', resource: 'pods/log', namespace, name } as const
  const previous = await api.text({ ...log, query: { ...query, previous: 'true' } }).catch(() => undefined)
  return previous ?? api.text({ ...log, query }).catch(() => undefined)
}

async function currentLog(api: KubeApi, namespace: string, { metadata, status }: Pod): Promise<string | undefined> {
  const container = status.containerStatuses.find(({ ready }) => !ready)?.name
  const query = { tailLines: LINES_READ, ...(container !== undefined && { container }) }
  return api.text({ verb: 'get', resource: 'pods/log', namespace, name: metadata.name, query }).catch(() => undefined)
}
