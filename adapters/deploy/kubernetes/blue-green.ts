import type { DeployOutcome } from '../../../src/ports/deployer.ts'
import { awaitCandidate } from './await-candidate.ts'
import { leaveRoute } from './canary-route.ts'
import {
  candidateName,
  checkCandidateName,
  failedBefore,
  forCandidate,
  isCandidateThere,
  placeCandidate,
  readCandidate,
  removeCandidate,
} from './candidate.ts'
import { changeDeployment, findDeployment } from './change-deployment.ts'
import { deployInPlace, knownFailure, tryOut } from './in-place.ts'
import { identityOf, isOf } from './marks.ts'
import { lookAtRollout, type RolloutLook } from './rollout-look.ts'
import { apart, isSwitched, select, selectorOf, together } from './service-switch.ts'
import type { Deployment } from './shapes.ts'
import { leaveIfHandedOver, namedOf, type Undertaking } from './undertaking.ts'

/**
 * Starts all replicas of the new release in a second Deployment, switches the Service to them when they are ready, gives the
 * first Deployment the release too, and switches back to that: in the end everything is named as before.
 */
export async function deployBlueGreen(undertaking: Undertaking): Promise<DeployOutcome> {
  const { signal, order, report, api, redact } = undertaking
  const { marks } = await findDeployment(undertaking)
  const failure = knownFailure(marks, order)
  const selector = await selectorOf(undertaking)
  if (failure) return isSwitched(selector) ? failure : failedBefore(undertaking, failure)
  const known = await readCandidate(undertaking)
  if (known && isSwitched(selector)) return afterSwitch(undertaking)
  // The candidate of an earlier order still serves: the Deployment, which nobody uses, takes the place of it.
  if (isSwitched(selector) || isOf(marks.placed, order)) return deployInPlace(undertaking)
  if (signal.aborted) return withdrawn(undertaking)
  if (!known) {
    await checkCandidateName(undertaking)
    await tryOut(undertaking)
    if (order.since === undefined) await report('starting')
    if (signal.aborted) return withdrawn(undertaking)
  }
  const { spec } = await claimed(undertaking)
  const candidate = await placeCandidate(undertaking, { replicas: spec.replicas, labels: apart(selector) })
  const look = await lookAtRollout(api, namedOf(forCandidate(undertaking)), candidate, redact)
  if (!look.isComplete) return notYet(undertaking, candidate, look)
  await report('healthy')
  if (signal.aborted) return withdrawn(undertaking)
  await claimed(undertaking)
  await select(undertaking, apart(selector))
  return afterSwitch(undertaking)
}

/** The newest order has the place from here on. @throws {UnfitError} */
function claimed(undertaking: Undertaking) {
  return changeDeployment(undertaking, () => ({ patch: 'merge' }))
}

async function notYet(undertaking: Undertaking, candidate: Deployment, look: RolloutLook): Promise<DeployOutcome> {
  if (undertaking.signal.aborted) return withdrawn(undertaking)
  return awaitCandidate(undertaking, candidate, look, 'Traffic was not switched.')
}

async function withdrawn(undertaking: Undertaking): Promise<DeployOutcome> {
  leaveIfHandedOver(undertaking.signal)
  await removeCandidate(undertaking)
  return { kind: 'cancelled' }
}

/** Users have the release: from here on the order only tidies up, and ends as done. */
async function afterSwitch(undertaking: Undertaking): Promise<DeployOutcome> {
  const { report, signal, order, place } = undertaking
  await report('switched')
  const { version } = order.release
  const leftOver = (why: string): DeployOutcome => ({
    kind: 'done',
    detail: `All requests go to ${candidateName(place)} with ${version}; ${place.deployment} follows with the next deployment. ${why}`,
  })
  const tidying = { ...undertaking, signal: new AbortController().signal, report: async () => undefined }
  const outcome = await deployInPlace(tidying, { whenLate: leftOver })
  // Called with a signal that is aborted, this is the last time.
  return outcome.kind === 'paused' && signal.aborted ? leftOver('') : outcome
}

/**
 * Sends requests to the Deployment again and removes what stood beside it. Left undone by an order that came to no end, it is
 * done by the next.
 * @returns For people, where a route is not as it was before.
 */
export async function tidyUp(undertaking: Undertaking): Promise<string | undefined> {
  const { place, report, order } = undertaking
  // Where the Deployment did not get ready, its candidate keeps serving.
  if ((await findDeployment(undertaking)).marks.settled !== identityOf(order)) return undefined
  if (place.service !== undefined) {
    const selector = await selectorOf(undertaking)
    if (isSwitched(selector)) await select(undertaking, together(selector))
  }
  if (!(await isCandidateThere(undertaking))) return leaveRoute(undertaking)
  await report('draining')
  return removeCandidate(undertaking)
}
