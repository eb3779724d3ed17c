import type { PlaceOrder } from '../../../src/ports/place-order.ts'
import { FIELD_MANAGER } from './kube-api.ts'
import { readDeployment } from './live-objects.ts'
import { type Marks, marksOf, tokenMark } from './marks.ts'
import { KubernetesError } from './problem.ts'
import { type Deployment, deploymentSchema, readAs } from './shapes.ts'
import { namedOf, type Undertaking, UnfitError } from './undertaking.ts'
import { untilUncontested } from './until-uncontested.ts'

/** What is there. */
export interface Found {
  readonly deployment: Deployment
  readonly marks: Marks
}

/** What is to become of a Deployment, without what names it. */
export interface Change {
  readonly patch: 'apply' | 'merge'
  readonly annotations?: Readonly<Record<string, string | null>>
  readonly labels?: Readonly<Record<string, string>>
  readonly spec?: object
}

interface ChangeOptions {
  /** The cluster says what it would do, and does nothing. */
  readonly dryRun?: true
}

/**
 * Changes the Deployment of the place in one patch, decided on what is there at that moment, and notes the token of the order.
 * @param decide Undefined: nothing is changed.
 * @returns The Deployment as it was left.
 * @throws {UnfitError} when a newer order has been there, or there is no Deployment.
 * @throws {KubernetesError}
 */
export async function changeDeployment(
  undertaking: Undertaking<PlaceOrder>,
  decide: (found: Found) => Change | undefined,
  { dryRun }: ChangeOptions = {},
): Promise<Deployment> {
  const { api } = undertaking
  const named = namedOf(undertaking)
  return untilUncontested(async () => {
    const found = await findDeployment(undertaking)
    const change = decide(found)
    if (!change) return found.deployment
    const { patch, annotations = {}, spec } = change
    const labels = { ...change.labels, ...tokenMark(undertaking.order.fencingToken) }
    // Somebody who was faster makes this a conflict, and it is decided once more.
    const { resourceVersion } = found.deployment.metadata
    const metadata = { ...named, resourceVersion, labels, annotations }
    const body = { apiVersion: 'apps/v1', kind: 'Deployment', metadata, ...(spec && { spec }) }
    const query = {
      fieldManager: FIELD_MANAGER,
      ...(patch === 'apply' && { force: 'true' }),
      ...(dryRun && { dryRun: 'All' }),
    }
    const changed = await api.call({ verb: 'patch', resource: 'deployments', ...named, patch, query, body })
    return asSeen(found.deployment, readAs(deploymentSchema, changed, api.cluster))
  })
}

/**
 * An annotation alone raises the generation of a Deployment, too, and its controller has not seen that yet. What it has said
 * of the same wishes holds all the same.
 */
function asSeen(before: Deployment, after: Deployment): Deployment {
  if (JSON.stringify(before.spec) !== JSON.stringify(after.spec)) return after
  return { ...after, metadata: { ...after.metadata, generation: before.metadata.generation } }
}

/** @throws {UnfitError} when a newer order has been there, or there is no Deployment. @throws {KubernetesError} */
export async function findDeployment(undertaking: Undertaking<PlaceOrder>): Promise<Found> {
  const { api, order } = undertaking
  const { namespace, name } = namedOf(undertaking)
  const deployment = await readDeployment(api, { namespace, name })
  if (deployment) {
    const marks = marksOf(deployment)
    await checkToken(undertaking, marks)
    return { deployment, marks }
  }
  const space = await api.call({ verb: 'get', resource: 'namespaces', namespace, name: namespace })
  if (space === undefined) throw new KubernetesError({ kind: 'no-namespace', namespace })
  throw new UnfitError(
    `There is no Deployment ${name} in the namespace ${namespace}. Nothing was changed.`,
    `Create it, or correct \`deployment\` of ${order.service} in the configuration; then ask again.`,
  )
}

/** A token beyond the end of the log, as after a restore from a backup, no longer counts. @throws {UnfitError} */
export async function checkToken({ order, newestPosition }: Undertaking<PlaceOrder>, { token }: Marks): Promise<void> {
  if (token <= order.fencingToken || token > (await newestPosition())) return
  throw new UnfitError(
    `A newer task is changing ${order.service} in ${order.environment}; this one changed nothing more.`,
    'Look at the status, then ask again if it is still needed.',
  )
}

/** The cluster replaces no pods of a Deployment that somebody has paused. @throws {UnfitError} */
export function checkNotPaused({ order }: Undertaking<PlaceOrder>, { deployment: { spec, metadata } }: Found): void {
  if (!spec.paused) return
  throw new UnfitError(
    `Somebody has paused the Deployment of ${order.service} in ${order.environment}, so the cluster replaces no pods. Nothing was changed.`,
    `Resume it (kubectl rollout resume deployment/${metadata.name}), then ask again.`,
  )
}
