import type { DeployOutcome } from '../../../src/ports/deployer.ts'
import { failed } from '../../../src/ports/work-outcome.ts'
import { forCandidate, placeCandidate, readCandidate, removeCandidate } from './candidate.ts'
import { pause } from './carry-out.ts'
import { changeDeployment, findDeployment } from './change-deployment.ts'
import { deployInPlace, lateness, nextStepAfter, tryOut } from './in-place.ts'
import { isOf, tokenMark } from './marks.ts'
import { lookAtRollout, type RolloutLook } from './rollout-look.ts'
import { select, selectorOf } from './service-switch.ts'
import { namedOf, type Undertaking } from './undertaking.ts'

/** A label of the Service's selector that the candidate has another value of, so that no request reaches it before its time. */
const NOT_YET = '-candidate'

/**
 * Starts all replicas of the new release in a second Deployment, switches the Service to them when they are ready, gives the
 * first Deployment the release too, and switches back to that: in the end everything is named as before.
 */
export async function deployBlueGreen(undertaking: Undertaking): Promise<DeployOutcome> {
  const { signal, order, report, api, redact } = undertaking
  const { marks } = await findDeployment(undertaking)
  if (isOf(marks.placed, order.task)) return followFirst(undertaking)
  const known = await readCandidate(undertaking)
  const selector = await selectorOf(undertaking)
  if (isSwitched(selector)) return afterSwitch(undertaking)
  if (signal.aborted) return withdrawn(undertaking)
  if (!known) {
    await tryOut(undertaking)
    if (order.since === undefined) await report('starting')
  }
  const { spec } = await claimed(undertaking)
  const candidate = await placeCandidate(undertaking, { replicas: spec.replicas, labels: apart(selector) })
  const look = await lookAtRollout(api, namedOf(forCandidate(undertaking)), candidate, redact)
  if (!look.isComplete) return notYet(undertaking, look)
  await report('healthy')
  if (signal.aborted) return withdrawn(undertaking)
  await claimed(undertaking)
  await select(undertaking, apart(selector))
  return afterSwitch(undertaking)
}

/** The newest order has the place from here on. @throws {UnfitError} */
function claimed(undertaking: Undertaking) {
  const { fencingToken } = undertaking.order
  return changeDeployment(undertaking, () => ({ patch: 'merge', annotations: tokenMark(fencingToken) }))
}

function apart(selector: Readonly<Record<string, string>>): Record<string, string> {
  const [key, value] = Object.entries(selector)[0] ?? ['app', 'pods']
  return { ...selector, [key]: `${value}${NOT_YET}` }
}

const isSwitched = (selector: Readonly<Record<string, string>>): boolean =>
  Object.values(selector).some((value) => value.endsWith(NOT_YET))

function together(selector: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(selector).map(([key, value]) => [key, value.endsWith(NOT_YET) ? value.slice(0, -NOT_YET.length) : value]),
  )
}

async function notYet(undertaking: Undertaking, look: RolloutLook): Promise<DeployOutcome> {
  if (undertaking.signal.aborted) return withdrawn(undertaking)
  const late = lateness(undertaking, look)
  if (late === undefined) return pause(undertaking)
  await removeCandidate(undertaking)
  return failed(`${late} Traffic was not switched.`, nextStepAfter(look), look.trouble?.logTail)
}

async function withdrawn(undertaking: Undertaking): Promise<DeployOutcome> {
  await removeCandidate(undertaking)
  return { kind: 'cancelled' }
}

/** Users have the release: from here on the order only tidies up, whatever becomes of it. */
async function afterSwitch(undertaking: Undertaking): Promise<DeployOutcome> {
  await undertaking.report('switched')
  return followFirst(undertaking)
}

async function followFirst(undertaking: Undertaking): Promise<DeployOutcome> {
  const { report } = undertaking
  const tidying = { ...undertaking, signal: new AbortController().signal, report: async () => undefined }
  const outcome = await deployInPlace(tidying)
  if (outcome.kind !== 'done') return outcome
  const selector = await selectorOf(undertaking)
  if (isSwitched(selector)) await select(undertaking, together(selector))
  await report('draining')
  await removeCandidate(undertaking)
  return outcome
}
