import type { Scale } from '../../../src/domain/scale.ts'
import type { DeployOutcome } from '../../../src/ports/deployer.ts'
import type { ScaleOrder } from '../../../src/ports/scaler.ts'
import { failed } from '../../../src/ports/work-outcome.ts'
import { boundsOf } from './autoscaler.ts'
import { pause } from './carry-out.ts'
import { changeDeployment, findDeployment } from './change-deployment.ts'
import type { KubeApi } from './kube-api.ts'
import { type Named, readDeployment } from './live-objects.ts'
import { replicasMark } from './marks.ts'
import { checkRights, ROLLOUT_RIGHTS } from './missing-rights.ts'
import { lookAtRollout } from './rollout-look.ts'
import { checkServing } from './serving-place.ts'
import { isInTime, leaveIfHandedOver, namedOf, type Undertaking } from './undertaking.ts'

/** Sets the number of replicas, within the bounds of an autoscaler where there is one, and waits until they are ready. */
export async function scale(undertaking: Undertaking<ScaleOrder>): Promise<DeployOutcome> {
  const { order, api, report, signal, redact } = undertaking
  const { count } = order
  const named = namedOf(undertaking)
  const { deployment: before } = await findDeployment(undertaking)
  leaveIfHandedOver(signal)
  if (signal.aborted && before.spec.replicas !== count) return { kind: 'cancelled' }
  const bounds = await boundsOf(api, named)
  if (bounds && (count < bounds.min || count > bounds.max))
    return failed(
      `The autoscaler of ${order.service} keeps ${bounds.min} to ${bounds.max} replicas in ${order.environment} and would undo ${count} at once.`,
      `Ask for ${bounds.min} to ${bounds.max}, or change the HorizontalPodAutoscaler.`,
    )
  if (order.since === undefined) {
    await checkServing(undertaking)
    await checkRights(api, named.namespace, ROLLOUT_RIGHTS)
    await report('starting')
  }
  leaveIfHandedOver(signal)
  if (signal.aborted && before.spec.replicas !== count) return { kind: 'cancelled' }
  const deployment = await changeDeployment(undertaking, () => ({
    patch: 'merge',
    annotations: replicasMark(count),
    spec: { replicas: count },
  }))
  const look = await lookAtRollout(api, named, deployment, redact)
  const told = bounds ? ` The autoscaler may change that, between ${bounds.min} and ${bounds.max}.` : ''
  if (look.isComplete) {
    await report('switched')
    return { kind: 'done', detail: `${look.ready} of ${look.desired} replicas are ready.${told}` }
  }
  leaveIfHandedOver(signal)
  if (signal.aborted && order.from !== undefined) return calledOff(undertaking, order.from)
  // A cancelled task is asked again at once, so nobody waits here.
  if (signal.aborted) {
    await report('switched')
    return { kind: 'done', detail: `${look.ready} of ${look.desired} replicas are ready so far.${told}` }
  }
  if (!look.trouble?.isFinal && isInTime(undertaking, order.since, look)) return pause(undertaking, order.since, look)
  const why = look.trouble?.sentence ?? 'The cluster does not say why.'
  return failed(
    `${order.service} has room for ${count} replicas in ${order.environment}, but only ${look.ready} are ready. ${why}`,
    'Correct that; the cluster keeps trying.',
    look.trouble?.logTail,
  )
}

/** The number that there was before. */
async function calledOff(undertaking: Undertaking<ScaleOrder>, from: number): Promise<DeployOutcome> {
  await changeDeployment(undertaking, () => ({
    patch: 'merge',
    annotations: replicasMark(from),
    spec: { replicas: from },
  }))
  return { kind: 'cancelled' }
}

/** @throws {KubernetesError} */
export async function scaleNow(api: KubeApi, named: Named): Promise<Scale | undefined> {
  const deployment = await readDeployment(api, named)
  if (!deployment) return undefined
  const bounds = await boundsOf(api, named)
  const { spec, status } = deployment
  return { count: spec.replicas, ready: status.readyReplicas, ...(bounds && { bounds }) }
}
