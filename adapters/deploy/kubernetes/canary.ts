import type { DeployPhase } from '../../../src/domain/release.ts'
import type { CanaryTrial, DeployOutcome, TrialWord } from '../../../src/ports/deployer.ts'
import { type Failed, failed } from '../../../src/ports/work-outcome.ts'
import { awaitCandidate } from './await-candidate.ts'
import { checkRoute, shareRoute } from './canary-route.ts'
import {
  checkCandidateName,
  failedBefore,
  forCandidate,
  placeCandidate,
  readCandidate,
  rejectCandidate,
  removeCandidate,
} from './candidate.ts'
import { changeDeployment, findDeployment } from './change-deployment.ts'
import { abortInPlace, deployInPlace, knownFailure, tryOut } from './in-place.ts'
import { isOf, sinceMark, sinceOf } from './marks.ts'
import { lookAtRollout, type RolloutLook } from './rollout-look.ts'
import { apart, selectorOf } from './service-switch.ts'
import type { Deployment } from './shapes.ts'
import { leaveIfHandedOver, namedOf, type Undertaking } from './undertaking.ts'

type Abort = Extract<TrialWord, { kind: 'abort' }>

/** A canary that cannot be started. */
function noCanary(why: string): Failed {
  return failed(`${why} Nothing was changed.`, 'Deploy it with rolling instead.')
}

/**
 * Starts so many replicas of the new release in a second Deployment that the Service sends about its share there, and gives
 * the release to all replicas when its trial says so. Called again, it continues with the share it has.
 */
export async function deployAsCanary(undertaking: Undertaking, trial: CanaryTrial): Promise<DeployOutcome> {
  const { order, signal } = undertaking
  const { marks, deployment } = await findDeployment(undertaking)
  const failure = knownFailure(marks, order)
  if (failure) return failedBefore(undertaking, failure)
  if (isOf(marks.placed, order)) return promoted(undertaking)
  if (signal.aborted) return withdrawn(undertaking)
  if (deployment.spec.replicas === 0) return withoutComparison(undertaking)
  // Known to be bad: never started again.
  if (trial.given?.kind === 'abort') return stopped(undertaking, trial, trial.given)
  const candidate = await begun(undertaking, trial, deployment)
  if (!candidate) return withdrawn(undertaking)
  const look = await lookAt(undertaking, candidate)
  const since = sinceOf(candidate)
  if (since === undefined && !look.isComplete) return notYet(undertaking, candidate, look)
  const obstacle = await shareRoute(undertaking, trial.percent)
  if (obstacle !== undefined) return unshared(undertaking, obstacle)
  const share = shareOf(undertaking, trial, candidate, deployment.spec.replicas)
  return tried(undertaking, trial, since ?? (await shared(undertaking)), share)
}

/** A Deployment without replicas has nothing to compare with, from the start or since somebody has scaled it down. */
async function withoutComparison(undertaking: Undertaking): Promise<Failed> {
  if (!(await readCandidate(undertaking)))
    return noCanary('Nothing runs there, so a canary has nothing to compare with.')
  const { service, environment } = undertaking.order
  const reason = `Canary stopped: somebody has scaled ${service} to 0 replicas in ${environment}, so it has nothing to compare with.`
  return rejectCandidate(undertaking, failed(reason, 'Scale it up, then deploy again.'))
}

/** Undefined when it was cancelled before its start. */
async function begun(
  undertaking: Undertaking,
  { percent }: CanaryTrial,
  { spec }: Deployment,
): Promise<Deployment | undefined> {
  const { order, report, signal } = undertaking
  if (!(await readCandidate(undertaking))) {
    await checkCandidateName(undertaking)
    await tryOut(undertaking)
    await checkRoute(undertaking)
    if (order.since === undefined) await report('starting')
    if (signal.aborted) return undefined
  }
  await changeDeployment(undertaking, () => ({ patch: 'merge' }))
  // With weights its pods get no requests but by the route.
  const labels = undertaking.place.route === undefined ? {} : apart(await selectorOf(undertaking))
  return placeCandidate(undertaking, { replicas: replicasFor(percent, spec.replicas), labels })
}

/**
 * Who sends its requests elsewhere by hand, or takes its route away, has decided: it must not be judged by what it does not
 * get, nor promoted.
 */
async function unshared(undertaking: Undertaking, obstacle: string): Promise<Failed> {
  const { version } = undertaking.order.release
  const reason = `Canary stopped: ${obstacle}, so ${version} does not have the share that was planned.`
  return rejectCandidate(undertaking, failed(reason, 'Settle with them where requests go, then deploy again.'))
}

/** Which share of the requests it really has, in percent. */
function shareOf({ place }: Undertaking, { percent }: CanaryTrial, candidate: Deployment, serving: number): number {
  if (place.route !== undefined) return percent
  const { replicas } = candidate.spec
  return Math.round((100 * replicas) / (replicas + serving))
}

/** Beside those that serve: at least one, so that a small service gives its canary more than was asked. */
function replicasFor(percent: number, serving: number): number {
  return Math.max(1, Math.round((serving * percent) / (100 - percent)))
}

/** It has its share since now. */
async function shared(undertaking: Undertaking): Promise<string> {
  const { clock, report } = undertaking
  const since = clock.now().toISOString()
  await report('healthy')
  await changeDeployment(forCandidate(undertaking), () => ({
    patch: 'merge',
    labels: sinceMark(since),
  }))
  return since
}

async function tried(
  undertaking: Undertaking,
  trial: CanaryTrial,
  since: string,
  share: number,
): Promise<DeployOutcome> {
  const { report, signal } = undertaking
  await report('canary')
  if (signal.aborted) return withdrawn(undertaking)
  const word = await trial.word({ since, complaint: () => complaintOf(undertaking) })
  if (signal.aborted) return withdrawn(undertaking)
  switch (word.kind) {
    case 'wait':
      return { kind: 'paused', until: word.until, share }
    case 'promote':
      return promoted(undertaking)
    case 'abort':
      return stopped(undertaking, trial, word)
  }
}

/** A canary whose release is taken back in the end goes with it. */
async function promoted(undertaking: Undertaking): Promise<DeployOutcome> {
  const { report } = undertaking
  // It has been told that it is well.
  const switches = async (phase: DeployPhase): Promise<void> => (phase === 'switched' ? report(phase) : undefined)
  const outcome = await deployInPlace({ ...undertaking, report: switches })
  if (outcome.kind === 'failed' || outcome.kind === 'cancelled') await removeCandidate(undertaking)
  return outcome
}

async function complaintOf(undertaking: Undertaking): Promise<string | undefined> {
  const candidate = await readCandidate(undertaking)
  if (!candidate) return 'it is not running'
  const { isComplete, ready, desired, trouble } = await lookAt(undertaking, candidate)
  return isComplete
    ? undefined
    : `${ready} of its ${desired} replicas are ready${trouble ? `: ${trouble.sentence}` : ''}`
}

function lookAt(undertaking: Undertaking, candidate: Deployment): Promise<RolloutLook> {
  const { api, redact } = undertaking
  return lookAtRollout(api, namedOf(forCandidate(undertaking)), candidate, redact)
}

async function notYet(undertaking: Undertaking, candidate: Deployment, look: RolloutLook): Promise<DeployOutcome> {
  if (undertaking.signal.aborted) return withdrawn(undertaking)
  return awaitCandidate(undertaking, candidate, look, 'The canary is removed.')
}

async function withdrawn(undertaking: Undertaking): Promise<DeployOutcome> {
  leaveIfHandedOver(undertaking.signal)
  await removeCandidate(undertaking)
  return abortInPlace(undertaking)
}

async function stopped(
  undertaking: Undertaking,
  trial: CanaryTrial,
  { reasons, nextStep }: Omit<Abort, 'kind'>,
): Promise<DeployOutcome> {
  const { version } = undertaking.order.release
  const candidate = await readCandidate(undertaking)
  const { deployment } = await findDeployment(undertaking)
  const percent = candidate ? shareOf(undertaking, trial, candidate, deployment.spec.replicas) : trial.percent
  const logTail = candidate && (await lookAt(undertaking, candidate)).trouble?.logTail
  const reason = `Canary stopped: ${reasons.join(' ')} ${version} received ${percent} % of requests; all traffic is back on the previous release.`
  return rejectCandidate(undertaking, failed(reason, nextStep, logTail))
}
