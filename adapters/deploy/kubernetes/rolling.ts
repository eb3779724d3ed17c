import type { DeployOutcome } from '../../../src/ports/deployer.ts'
import { failed } from '../../../src/ports/work-outcome.ts'
import { pause } from './carry-out.ts'
import { type Found, findDeployment } from './change-deployment.ts'
import { containerOf } from './container-of.ts'
import { imageOf } from './kubernetes-place.ts'
import { isOf, nameOf, type Placed, type WrittenMarks } from './marks.ts'
import { placeRelease } from './place-release.ts'
import { lookAtRollout, type RolloutLook } from './rollout-look.ts'
import { isInTime, namedOf, type Undertaking } from './undertaking.ts'

/**
 * Gives the Deployment the new image and lets the cluster roll it out, replica by replica. Between two looks the order takes
 * no worker. What does not become ready in time, or never will, is taken back.
 */
export async function deployByRolling(undertaking: Undertaking): Promise<DeployOutcome> {
  const { signal, order, report, api, redact } = undertaking
  if (signal.aborted) return aborted(undertaking)
  const { marks } = await findDeployment(undertaking)
  if (marks.failed?.task === order.task) return failed(marks.failed.reason, marks.failed.nextStep)
  if (!isOf(marks.placed, order.task)) {
    // What the cluster would refuse is told before anything is changed.
    await placeRelease(undertaking, (found) => begun(undertaking, found), { dryRun: true })
    if (order.since === undefined) await report('starting')
  }
  const deployment = await placeRelease(undertaking, (found) => begun(undertaking, found))
  return follow(undertaking, await lookAtRollout(api, namedOf(undertaking), deployment, redact))
}

function begun({ place, order }: Undertaking, { marks, deployment }: Found): WrittenMarks {
  const { task, fencingToken: token, release } = order
  const placed = { image: imageOf(place, release), of: { task, ...release } }
  const image = containerOf(deployment, place)?.image ?? ''
  const isContinued = isOf(marks.placed, task)
  return { token, placed, before: isContinued ? marks.before : served(marks.placed, image), failed: undefined }
}

/** The marks say whose the image is, as long as nobody has changed it by hand. */
function served(placed: Placed | undefined, image: string): Placed {
  return placed?.image === image ? placed : { image }
}

async function follow(undertaking: Undertaking, look: RolloutLook): Promise<DeployOutcome> {
  const { order, place, signal } = undertaking
  const { version } = order.release
  if (look.isComplete) return completed(undertaking, look)
  if (signal.aborted) return aborted(undertaking)
  if (look.trouble?.isFinal) return takeBack(undertaking, `${version} does not start`, look)
  if (isInTime(undertaking)) return pause(undertaking)
  return takeBack(undertaking, `${version} was not ready after ${Math.round(place.rolloutSeconds / 60)} min`, look)
}

async function completed({ report, order }: Undertaking, { ready, desired }: RolloutLook): Promise<DeployOutcome> {
  await report('healthy')
  await report('switched')
  return { kind: 'done', detail: `${ready} of ${desired} replicas run ${order.release.version}.` }
}

async function takeBack(undertaking: Undertaking, what: string, look: RolloutLook): Promise<DeployOutcome> {
  const { task } = undertaking.order
  const { ready, desired, trouble } = look
  const nextStep =
    trouble?.logTail === undefined ? 'Correct that, then deploy again.' : 'Fix what the log shows, then deploy again.'
  const why = trouble?.sentence ?? 'The cluster does not say why.'
  const reason = `${what}: ready ${ready} of ${desired}. ${why}`
  const back = await putBack(undertaking, { task, reason, nextStep })
  return failed(back ? `${reason} The Deployment has ${nameOf(back)} again.` : reason, nextStep, trouble?.logTail)
}

async function aborted(undertaking: Undertaking): Promise<DeployOutcome> {
  const { order, api, redact } = undertaking
  const { marks, deployment } = await findDeployment(undertaking)
  if (!isOf(marks.placed, order.task)) return { kind: 'cancelled' }
  const look = await lookAtRollout(api, namedOf(undertaking), deployment, redact)
  if (look.isComplete) return completed(undertaking, look)
  await putBack(undertaking, undefined)
  return { kind: 'cancelled' }
}

/** What it had before, with our token, so that no older order comes through. @returns What it has now. */
async function putBack(undertaking: Undertaking, failure: WrittenMarks['failed']): Promise<Placed | undefined> {
  const { task, fencingToken: token } = undertaking.order
  let back: Placed | undefined
  await placeRelease(undertaking, ({ marks }) => {
    back = isOf(marks.placed, task) ? marks.before : undefined
    return back && { token, placed: back, before: undefined, failed: failure }
  })
  return back
}
