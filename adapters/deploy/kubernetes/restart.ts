import type { DeployOutcome } from '../../../src/ports/deployer.ts'
import type { RestartOrder } from '../../../src/ports/restarter.ts'
import { failed } from '../../../src/ports/work-outcome.ts'
import { pause } from './carry-out.ts'
import { changeDeployment, checkNotPaused, type Found, findDeployment } from './change-deployment.ts'
import { identityOf, strategyBefore } from './marks.ts'
import { checkRights, ROLLOUT_RIGHTS } from './missing-rights.ts'
import { replaceAsBefore } from './recreate.ts'
import { isComplete, lookAtRollout, type RolloutLook } from './rollout-look.ts'
import { checkServing } from './serving-place.ts'
import { isInTime, leaveIfHandedOver, namedOf, type Undertaking } from './undertaking.ts'

/** On the pod template: a new value makes the cluster replace every pod, as `kubectl rollout restart` does. */
const RESTARTED_BY = 'shipmate.dev/restarted-by'
const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt'
/** On the Deployment: the values before, so that a restart can be cancelled. */
const BEFORE = 'shipmate.dev/before-restart'

/** Replaces pod by pod, the new one first. The task on the pod template tells whether that was asked for already. */
export async function restart(undertaking: Undertaking<RestartOrder>): Promise<DeployOutcome> {
  const { signal, order, report, api, redact } = undertaking
  const found = await findDeployment(undertaking)
  leaveIfHandedOver(signal)
  const isContinued = restartedBy(found) === identityOf(order)
  if (signal.aborted) return isContinued ? calledOff(undertaking, found) : { kind: 'cancelled' }
  if (found.deployment.spec.replicas === 0)
    return failed(
      `${order.service} has no replicas in ${order.environment}, so there is nothing to restart.`,
      'Scale it up.',
    )
  // What stands there until all pods are ready again would have the cluster stop every one of them at once.
  if (!isContinued && strategyBefore(found.deployment) && !isComplete(found.deployment))
    return failed(
      `${order.service} still goes back to the release before in ${order.environment}, and a restart would stop all of its pods at once. Nothing was changed.`,
      'Ask again when all pods are ready, or deploy a release.',
    )
  if (!isContinued) {
    checkNotPaused(undertaking, found)
    await checkServing(undertaking)
    await checkRights(api, namedOf(undertaking).namespace, ROLLOUT_RIGHTS)
    if (order.since === undefined) await report('starting')
    leaveIfHandedOver(signal)
    if (signal.aborted) return { kind: 'cancelled' }
    if (isComplete(found.deployment)) await replaceAsBefore(undertaking)
  }
  const deployment = await changeDeployment(undertaking, (now) => restarted(undertaking, now))
  return follow(undertaking, await lookAtRollout(api, namedOf(undertaking), deployment, redact))
}

const templateAnnotations = ({ deployment }: Found) => deployment.spec.template.metadata.annotations
const restartedBy = (found: Found): string | undefined => templateAnnotations(found)[RESTARTED_BY]

function restarted({ order, clock }: Undertaking<RestartOrder>, found: Found) {
  if (restartedBy(found) === identityOf(order)) return { patch: 'merge' } as const
  const before = templateAnnotations(found)
  const known = { by: before[RESTARTED_BY] ?? null, at: before[RESTARTED_AT] ?? null }
  const annotations = { [RESTARTED_BY]: identityOf(order), [RESTARTED_AT]: clock.now().toISOString() }
  return {
    patch: 'merge',
    annotations: { [BEFORE]: JSON.stringify(known) },
    spec: { template: { metadata: { annotations } } },
  } as const
}

async function follow(undertaking: Undertaking<RestartOrder>, look: RolloutLook): Promise<DeployOutcome> {
  const { ready, desired, serving, trouble } = look
  if (look.isComplete) return completed(undertaking, look)
  if (undertaking.signal.aborted) return calledOff(undertaking, await findDeployment(undertaking))
  if (!trouble?.isFinal && isInTime(undertaking, undertaking.order.since, look))
    return pause(undertaking, undertaking.order.since, look)
  const reason = `The restart does not come to its end: ready ${ready} of ${desired}. ${trouble?.sentence ?? ''}`.trim()
  return failed(`${reason} ${serving} of ${desired} pods serve.`, 'Look at the pods, then ask again.', trouble?.logTail)
}

async function completed(
  { report }: Undertaking<RestartOrder>,
  { ready, desired }: RolloutLook,
): Promise<DeployOutcome> {
  await report('switched')
  return { kind: 'done', detail: `${ready} of ${desired} replicas were replaced.` }
}

/** The pod template as it was: what has not been replaced stays, and what has is as good as what it replaced. */
async function calledOff(undertaking: Undertaking<RestartOrder>, found: Found): Promise<DeployOutcome> {
  const { api, redact, signal } = undertaking
  leaveIfHandedOver(signal)
  const look = await lookAtRollout(api, namedOf(undertaking), found.deployment, redact)
  if (look.isComplete) return completed(undertaking, look)
  await changeDeployment(undertaking, ({ deployment }) => ({
    patch: 'merge',
    annotations: { [BEFORE]: null },
    spec: { template: { metadata: { annotations: readBefore(deployment.metadata.annotations[BEFORE]) } } },
  }))
  return { kind: 'cancelled' }
}

/** An annotation that somebody has edited leaves nothing behind. */
function readBefore(text: string | undefined): Record<string, string | null> {
  try {
    const { by, at } = JSON.parse(text ?? '{}') as { by?: unknown; at?: unknown }
    return {
      [RESTARTED_BY]: typeof by === 'string' ? by : null,
      [RESTARTED_AT]: typeof at === 'string' ? at : null,
    }
  } catch {
    return { [RESTARTED_BY]: null, [RESTARTED_AT]: null }
  }
}
