import { z } from 'zod'
import { boundsOf } from './autoscaler.ts'
import { containerOf } from './container-of.ts'
import { changedFields, type FieldChange, type FieldPath } from './field-changes.ts'
import { changeWords } from './field-words.ts'
import { FIELD_MANAGER, type KubeApi } from './kube-api.ts'
import type { KubernetesPlace } from './kubernetes-place.ts'
import { isByHand, type ManagedFields, type Manager, managedFieldsSchema, managersOf } from './managed-fields.ts'
import { marksOf, type SettledAs } from './marks.ts'
import { oneLine } from './one-line.ts'
import { KubernetesError } from './problem.ts'
import { settledTemplate } from './settled-template.ts'
import { type Deployment, deploymentSchema, readAs } from './shapes.ts'

/** A field that is not as it was when the release got ready, and that no tool of the team has set. */
export interface HandChange extends FieldChange {
  /** Undefined where the cluster does not tell: a field that was removed has no owner. */
  readonly by: Manager | undefined
}

const ownedSchema = z.object({
  metadata: z.object({ managedFields: managedFieldsSchema }),
  spec: z.object({ template: z.unknown() }),
})

/**
 * What somebody has changed of a Deployment since its release got ready. The image and a number of replicas that Shipmate
 * was asked for are its own; other fields belong to the team, and count where a person has changed them by hand.
 * @param whole The Deployment as the cluster tells it. @throws {KubernetesError}
 */
export async function handChanges(
  api: KubeApi,
  place: KubernetesPlace,
  whole: unknown,
): Promise<readonly HandChange[]> {
  const deployment = readAs(deploymentSchema, whole, api.cluster)
  const { metadata, spec } = readAs(ownedSchema, whole, api.cluster)
  const { settledAs, replicas } = marksOf(deployment)
  if (!settledAs) return []
  const before = await settledTemplate(api, place.namespace, deployment, settledAs)
  const found: FieldChange[] = [
    ...(before === undefined ? [] : changedFields(before, spec.template, TEMPLATE).filter(isTold)),
    ...(await replicasChange(api, place, deployment, replicas ?? settledAs.replicas)),
  ]
  const isOwn = ownFields(deployment, place, replicas !== undefined)
  return found.flatMap((change) => {
    const by = whoChanged(change, metadata.managedFields, settledAs, isOwn(change.path))
    return by === 'not-by-hand' ? [] : [{ ...change, by }]
  })
}

const TEMPLATE: FieldPath = ['spec', 'template']
const REPLICAS: FieldPath = ['spec', 'replicas']
export const isReplicas = ({ path }: FieldChange): boolean => path.join() === REPLICAS.join()

/** Restarts and Shipmate itself write these. */
function isTold({ path: [, , , kind, name] }: FieldChange): boolean {
  if (kind !== 'annotations' || typeof name !== 'string') return true
  return name !== 'kubectl.kubernetes.io/restartedAt' && !name.startsWith('shipmate.dev/')
}

/** An autoscaler changes the number as it likes; whether there is one may be a secret. */
async function replicasChange(
  api: KubeApi,
  { namespace, deployment: name }: KubernetesPlace,
  { spec }: Deployment,
  wanted: number,
): Promise<readonly FieldChange[]> {
  if (spec.replicas === wanted) return []
  const isScaledByItself = await boundsOf(api, { namespace, name }).catch((error: unknown) => {
    if (error instanceof KubernetesError && error.problem.kind === 'forbidden') return true
    throw error
  })
  return isScaledByItself ? [] : [{ path: REPLICAS, before: wanted, after: spec.replicas }]
}

function ownFields(deployment: Deployment, place: KubernetesPlace, hasScaled: boolean): (path: FieldPath) => boolean {
  const container = containerOf(deployment, place)?.name
  return (path) => {
    const [, , , , element, field] = path
    if (hasScaled && path.join() === REPLICAS.join()) return true
    return field === 'image' && typeof element === 'object' && element.value === container
  }
}

function whoChanged(
  { path }: FieldChange,
  entries: ManagedFields,
  { at }: SettledAs,
  isOwn: boolean,
): HandChange['by'] | 'not-by-hand' {
  const others = entries.filter(({ manager }) => manager !== FIELD_MANAGER)
  const [owner] = managersOf(others, path)
  if (owner) return isOwn || isByHand(owner) ? owner : 'not-by-hand'
  if (managersOf(entries, path).length > 0) return 'not-by-hand'
  // A tool that takes away a field of its own has written at that moment.
  const since = managersOf(others, TEMPLATE).filter(({ time = '' }) => Date.parse(time) >= Date.parse(at))
  return since.every(isByHand) ? since[0] : 'not-by-hand'
}

/** As sentences: `kubectl-edit changed env LOG_LEVEL of payments on 2026-03-02 at 14:02 UTC.` */
export function handSentences(changes: readonly HandChange[]): readonly string[] {
  const whoAndWhen = ({ by }: HandChange) => ({
    who: by === undefined ? 'Somebody' : oneLine(by.manager),
    when: by?.time === undefined ? '' : ` ${whenWords(by.time)}`,
  })
  return Map.groupBy(changes, (change) => JSON.stringify(whoAndWhen(change)))
    .values()
    .map((group) => {
      const { who, when } = whoAndWhen(group[0] as HandChange)
      return `${who} ${changeWords(group)}${when}.`
    })
    .toArray()
}

/** With its date on the same day, too: a drift whose words change at midnight would be told as a new one. */
function whenWords(time: string): string {
  const at = new Date(time).toISOString()
  return `on ${at.slice(0, 10)} at ${at.slice(11, 16)} UTC`
}
