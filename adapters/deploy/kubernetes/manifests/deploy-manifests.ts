import type { DeployOutcome } from '../../../../src/ports/deployer.ts'
import { failed } from '../../../../src/ports/work-outcome.ts'
import { pause } from '../carry-out.ts'
import { checkNotPaused } from '../change-deployment.ts'
import { knownFailure, lateness, nextStepAfter } from '../in-place.ts'
import { isOf } from '../marks.ts'
import { checkRights, ROLLOUT_RIGHTS } from '../missing-rights.ts'
import { restoreFields } from '../restore-fields.ts'
import type { RolloutLook } from '../rollout-look.ts'
import { leaveIfHandedOver } from '../undertaking.ts'
import { applyObject } from './apply-object.ts'
import { findService, isSettled, type ManifestUndertaking } from './found-service.ts'
import { lookAtAll } from './look-at-all.ts'
import { manifestRights } from './manifest-rights.ts'
import { pinnedObjects } from './pinned-objects.ts'
import { placeObjects, removeStale, settle } from './place-objects.ts'
import { cancelledBack, refusedHalfway, takenBack } from './take-back.ts'

/**
 * Applies the manifests of a release in their order, its Deployment last, and follows every Deployment of them. What does not
 * become ready is taken back with the manifests of the release before.
 */
export async function deployManifests(undertaking: ManifestUndertaking): Promise<DeployOutcome> {
  const { signal, order, report } = undertaking
  if (signal.aborted) return abort(undertaking)
  const found = await findService(undertaking)
  const known = knownFailure(found.marks, order)
  if (known) return known
  if (!isOf(found.marks.placed, order)) {
    const placed = await pinnedObjects(undertaking, found)
    await checkRights(undertaking.api, undertaking.place.namespace, [
      ...ROLLOUT_RIGHTS,
      ...manifestRights(placed.objects),
    ])
    if (found.deployment) checkNotPaused(undertaking, { ...found, deployment: found.deployment })
    if (isSettled(found.marks, order.release)) {
      if (order.since === undefined) await report('starting')
      await restoreFields(undertaking)
    }
    // What the cluster would refuse is told before anything is changed.
    for (const object of placed.objects) await applyObject(undertaking, object, { dryRun: true })
    if (order.since === undefined) await report('starting')
    if (signal.aborted) return abort(undertaking)
    try {
      await placeObjects(undertaking, placed)
    } catch (error) {
      return refusedHalfway(undertaking, error)
    }
  }
  return follow(undertaking)
}

async function follow(undertaking: ManifestUndertaking): Promise<DeployOutcome> {
  const { signal } = undertaking
  const { marks, inventory } = await findService(undertaking)
  const look = await lookAtAll(undertaking, inventory)
  if (look.isComplete) return completed(undertaking, look)
  if (signal.aborted) return abort(undertaking)
  const late = lateness(undertaking, look, marks.placedAt)
  return late === undefined
    ? pause(undertaking, marks.placedAt, look)
    : takenBack(undertaking, failed(late, nextStepAfter(look), look.trouble?.logTail))
}

async function completed(undertaking: ManifestUndertaking, { ready, desired }: RolloutLook): Promise<DeployOutcome> {
  const { report, order } = undertaking
  await report('healthy')
  await report('switched')
  const removed = await removeStale(undertaking)
  await settle(undertaking)
  const ran = `${ready} of ${desired} replicas run ${order.release.version}.`
  return { kind: 'done', detail: removed.length === 0 ? ran : `${ran} Removed: ${removed.join(', ')}.` }
}

/** Ends a cancelled order: as done where it was too late to cancel, else with what was there before. */
async function abort(undertaking: ManifestUndertaking): Promise<DeployOutcome> {
  const { order, signal } = undertaking
  leaveIfHandedOver(signal)
  const { marks, inventory } = await findService(undertaking)
  if (isOf(marks.placed, order)) {
    const look = await lookAtAll(undertaking, inventory)
    if (look.isComplete) return completed(undertaking, look)
  }
  // What it had started may have reached some objects already.
  return isOf(marks.placed, order) || order.since !== undefined ? cancelledBack(undertaking) : { kind: 'cancelled' }
}
