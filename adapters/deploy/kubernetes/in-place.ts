import type { DeployOutcome } from '../../../src/ports/deployer.ts'
import { type Failed, failed } from '../../../src/ports/work-outcome.ts'
import { pause } from './carry-out.ts'
import { checkNotPaused, type Found, findDeployment } from './change-deployment.ts'
import { containerOf } from './container-of.ts'
import { imageOf } from './kubernetes-place.ts'
import {
  identityOf,
  isOf,
  type Marks,
  marksOf,
  nameOf,
  type Placed,
  settledMark,
  strategyBefore,
  type WrittenMarks,
  wayBackFrom,
} from './marks.ts'
import { CANDIDATE_RIGHTS, checkRights, ROLLOUT_RIGHTS, ROUTE_RIGHTS, SWITCH_RIGHTS } from './missing-rights.ts'
import { placeRelease } from './place-release.ts'
import { replaceAllAtOnce, replaceAsBefore } from './recreate.ts'
import { restoreFields } from './restore-fields.ts'
import { afterReturn } from './return-after-recreate.ts'
import { lookAtRollout, type RolloutLook } from './rollout-look.ts'
import { isInTime, leaveIfHandedOver, namedOf, type Undertaking } from './undertaking.ts'

/**
 * Gives the Deployment the new image and lets the cluster replace its pods, one after the other or all at once. Between two
 * looks the order takes no worker. What does not become ready in time, or never will, is taken back.
 */
export async function deployInPlace(undertaking: Undertaking, options: InPlaceOptions = {}): Promise<DeployOutcome> {
  const { signal, order, report, api, redact } = undertaking
  if (signal.aborted) return abortInPlace(undertaking)
  const { marks } = await findDeployment(undertaking)
  const known = knownFailure(marks, order)
  if (known) return afterReturn(undertaking, known)
  if (!isOf(marks.placed, order)) {
    await tryOut(undertaking)
    if (order.since === undefined) await report('starting')
    if (signal.aborted) return abortInPlace(undertaking)
    await (order.strategy === 'recreate' ? replaceAllAtOnce(undertaking) : replaceAsBefore(undertaking))
    await restoreFields(undertaking)
  }
  const deployment = await placeRelease(undertaking, (found) => begun(undertaking, found))
  const look = await lookAtRollout(api, namedOf(undertaking), deployment, redact)
  return follow(undertaking, look, marksOf(deployment).placedAt, options)
}

/** Why an earlier attempt at this order failed, where it was ended before it could report so. */
export function knownFailure({ failed: known }: Marks, order: Undertaking['order']): Failed | undefined {
  return known?.task === identityOf(order) ? failed(known.reason, known.nextStep) : undefined
}

interface InPlaceOptions {
  /** What becomes of a release that is not ready in time, in place of taking it back. */
  readonly whenLate?: (why: string) => DeployOutcome
}

const RIGHTS_BY = {
  rolling: ROLLOUT_RIGHTS,
  recreate: ROLLOUT_RIGHTS,
  canary: CANDIDATE_RIGHTS,
  'blue-green': SWITCH_RIGHTS,
} as const

/** What the cluster would refuse is told before anything is changed. @throws {KubernetesError} */
export async function tryOut(undertaking: Undertaking): Promise<void> {
  const { api, place, order } = undertaking
  const forRoute = order.strategy === 'canary' && place.route !== undefined ? ROUTE_RIGHTS : []
  await checkRights(api, place.namespace, [...RIGHTS_BY[order.strategy], ...forRoute])
  checkNotPaused(undertaking, await findDeployment(undertaking))
  await placeRelease(undertaking, (found) => begun(undertaking, found), { dryRun: true })
}

function begun({ place, order, clock }: Undertaking, { marks, deployment }: Found): WrittenMarks {
  const { release } = order
  const placed = { image: imageOf(place, release), of: { task: identityOf(order), ...release } }
  if (isOf(marks.placed, order)) return { ...marks, placed, failed: undefined, returning: undefined }
  const before = wayBackFrom(marks, containerOf(deployment, place)?.image ?? '')
  return { placed, placedAt: clock.now().toISOString(), before, failed: undefined }
}

async function follow(
  undertaking: Undertaking,
  look: RolloutLook,
  since: string | undefined,
  { whenLate }: InPlaceOptions,
): Promise<DeployOutcome> {
  const { signal } = undertaking
  if (look.isComplete) return completed(undertaking, look)
  if (signal.aborted) return abortInPlace(undertaking)
  const late = lateness(undertaking, look, since)
  if (late === undefined) return pause(undertaking, since, look)
  return whenLate?.(late) ?? takeBack(undertaking, late, look)
}

/** Why nobody waits any longer; undefined while there is hope. */
export function lateness(undertaking: Undertaking, look: RolloutLook, since: string | undefined): string | undefined {
  const { trouble, ready, desired } = look
  const { version } = undertaking.order.release
  const why = `ready ${ready} of ${desired}. ${trouble?.sentence ?? 'The cluster does not say why.'}`
  if (trouble?.isFinal) return `${version} does not start: ${why}`
  const minutes = Math.round(undertaking.place.rolloutSeconds / 60)
  return isInTime(undertaking, since, look) ? undefined : `${version} was not ready after ${minutes} min: ${why}`
}

export const nextStepAfter = ({ trouble }: RolloutLook): string =>
  trouble?.logTail === undefined ? 'Correct that, then deploy again.' : 'Fix what the log shows, then deploy again.'

async function completed(undertaking: Undertaking, { ready, desired }: RolloutLook): Promise<DeployOutcome> {
  const { report, order, clock } = undertaking
  await report('healthy')
  await report('switched')
  await replaceAsBefore(undertaking, (deployment) => settledMark(identityOf(order), deployment, clock.now()))
  const { version } = order.release
  if (desired === 0)
    return { kind: 'done', detail: `The Deployment has ${version} and 0 replicas: nothing runs until it is scaled up.` }
  return { kind: 'done', detail: `${ready} of ${desired} replicas run ${version}.` }
}

async function takeBack(undertaking: Undertaking, reason: string, look: RolloutLook): Promise<DeployOutcome> {
  const nextStep = nextStepAfter(look)
  const back = await putBack(undertaking, (to) => ({
    ...{ task: identityOf(undertaking.order), nextStep },
    reason: `${reason} The Deployment has ${nameOf(to)} again.`,
  }))
  return afterReturn(undertaking, failed(back?.reason ?? reason, nextStep, look.trouble?.logTail))
}

/** Ends a cancelled order: as done where it was too late to cancel, else with what was there before. */
export async function abortInPlace(undertaking: Undertaking): Promise<DeployOutcome> {
  const { order, api, redact, signal } = undertaking
  leaveIfHandedOver(signal)
  const { marks, deployment } = await findDeployment(undertaking)
  if (!isOf(marks.placed, order)) return afterReturn(undertaking, { kind: 'cancelled' })
  const look = await lookAtRollout(api, namedOf(undertaking), deployment, redact)
  if (look.isComplete) return completed(undertaking, look)
  await putBack(undertaking, () => undefined)
  return afterReturn(undertaking, { kind: 'cancelled' })
}

/**
 * What it had before, with our token, so that no older order comes through.
 * @param failureOf What is noted where the order failed.
 */
async function putBack(
  undertaking: Undertaking,
  failureOf: (back: Placed) => WrittenMarks['failed'],
): Promise<WrittenMarks['failed']> {
  const { order, clock } = undertaking
  let failure: WrittenMarks['failed']
  await placeRelease(undertaking, ({ marks, deployment }) => {
    const back = isOf(marks.placed, order) ? marks.before : undefined
    failure = back && failureOf(back)
    const returning = strategyBefore(deployment) && {
      ...{ placedAt: clock.now().toISOString(), returning: identityOf(order) },
    }
    return back && { placed: back, placedAt: undefined, before: undefined, failed: failure, ...returning }
  })
  return failure
}
