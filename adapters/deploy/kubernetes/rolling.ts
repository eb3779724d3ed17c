import { type DeployOutcome, HandedOverError } from '../../../src/ports/deployer.ts'
import { failed } from '../../../src/ports/work-outcome.ts'
import { imageOf } from './kubernetes-place.ts'
import { isOf, nameOf, type Placed, type WrittenMarks } from './marks.ts'
import { nextLook } from './next-look.ts'
import { type Found, find, placeRelease } from './place-release.ts'
import { KubernetesError } from './problem.ts'
import { lookAtRollout, type RolloutLook, type RolloutTrouble } from './rollout-look.ts'
import { namedOf, type Undertaking } from './undertaking.ts'

/**
 * Gives the Deployment the new image and lets the cluster roll it out, replica by replica. Between two looks the order takes
 * no worker. What does not become ready in time, or never will, is taken back.
 */
export async function deployByRolling(undertaking: Undertaking): Promise<DeployOutcome> {
  const { signal, order, report } = undertaking
  if (signal.aborted) return aborted(undertaking)
  const before = await find(undertaking)
  const known = before.marks.failed
  if (known?.task === order.task) return failed(known.reason, known.nextStep)
  if (!isOf(before.marks.placed, order.task)) {
    // What the cluster would refuse is told before anything is changed.
    await placeRelease(undertaking, (found) => begun(undertaking, found), { dryRun: true })
    if (order.since === undefined) await report('starting')
  }
  const deployment = await placeRelease(undertaking, (found) => begun(undertaking, found))
  return follow(undertaking, await lookAtRollout(undertaking.api, namedOf(undertaking), deployment, undertaking.redact))
}

function begun({ place, order }: Undertaking, { marks, image }: Found): WrittenMarks {
  const { task, fencingToken: token, release } = order
  const placed = { image: imageOf(place, release), of: { task, ...release } }
  const isContinued = isOf(marks.placed, task)
  return { token, placed, before: isContinued ? marks.before : served(marks.placed, image), failed: undefined }
}

/** The marks say whose the image is, as long as nobody has changed it by hand. */
function served(placed: Placed | undefined, image: string): Placed {
  return placed?.image === image ? placed : { image }
}

async function follow(undertaking: Undertaking, look: RolloutLook): Promise<DeployOutcome> {
  const { report, order, place, signal } = undertaking
  const { version } = order.release
  if (look.isComplete) {
    await report('healthy')
    await report('switched')
    return { kind: 'done', detail: `${look.ready} of ${look.desired} replicas run ${version}.` }
  }
  if (signal.aborted) return aborted(undertaking)
  if (look.trouble?.isFinal) return takeBack(undertaking, `${version} does not start`, look)
  const waited = waitedMs(undertaking)
  if (waited < place.rolloutSeconds * 1_000) return { kind: 'paused', until: nextLook(undertaking.clock.now(), waited) }
  return takeBack(undertaking, `${version} was not ready after ${Math.round(place.rolloutSeconds / 60)} min`, look)
}

export function waitedMs({ clock, order: { since } }: Pick<Undertaking, 'clock' | 'order'>): number {
  return since === undefined ? 0 : clock.now().getTime() - Date.parse(since)
}

async function takeBack(undertaking: Undertaking, what: string, look: RolloutLook): Promise<DeployOutcome> {
  const { order } = undertaking
  const { sentence, logTail } = look.trouble ?? NO_TROUBLE
  const nextStep =
    logTail === undefined ? 'Correct that, then deploy again.' : 'Fix what the log shows, then deploy again.'
  const reason = `${what}: ready ${look.ready} of ${look.desired}. ${sentence}`
  const back = await putBack(undertaking, { task: order.task, reason, nextStep })
  return failed(`${reason} ${toldBack(back)}`.trim(), nextStep, logTail)
}

const NO_TROUBLE: Pick<RolloutTrouble, 'sentence' | 'logTail'> = { sentence: 'The cluster does not say why.' }

function toldBack(back: Placed | undefined): string {
  return back ? `The Deployment has ${nameOf(back)} again.` : ''
}

async function aborted(undertaking: Undertaking): Promise<DeployOutcome> {
  const { signal, order, report, api } = undertaking
  if (signal.reason instanceof HandedOverError) throw signal.reason
  const { marks, deployment } = await find(undertaking)
  if (!isOf(marks.placed, order.task)) return { kind: 'cancelled' }
  const look = await lookAtRollout(api, namedOf(undertaking), deployment, undertaking.redact)
  if (look.isComplete) {
    await report('switched')
    return { kind: 'done', detail: `${look.ready} of ${look.desired} replicas run ${order.release.version}.` }
  }
  await putBack(undertaking, undefined)
  return { kind: 'cancelled' }
}

/** What it had before, with our token, so that no older order comes through. @returns What it has now. */
async function putBack(undertaking: Undertaking, failure: WrittenMarks['failed']): Promise<Placed | undefined> {
  const { order } = undertaking
  let back: Placed | undefined
  await placeRelease(undertaking, ({ marks }) => {
    back = undefined
    if (!isOf(marks.placed, order.task) || !marks.before) return undefined
    back = marks.before
    return { token: order.fencingToken, placed: marks.before, before: undefined, failed: failure }
  })
  return back
}

/** Whether the order may be tried again as it is, until its time is up. */
export function mayPass(error: unknown): error is KubernetesError {
  return error instanceof KubernetesError && error.mayPass
}
