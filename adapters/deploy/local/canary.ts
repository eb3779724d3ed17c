import {
  type Canary,
  type CanaryTrial,
  type DeployOutcome,
  HandedOverError,
  type TrialWord,
} from '../../../src/ports/deployer.ts'
import { type Failed, failed, type WorkOutcome } from '../../../src/ports/work-outcome.ts'
import type { HostState } from '../../local-host/host/host-protocol.ts'
import { isAt } from '../../local-host/host/host-state.ts'
import { awaitHealthy, complaintOf } from './await-healthy.ts'
import { type Deployment, share } from './deployment.ts'
import { startHealthy, withdrawn } from './start-healthy.ts'
import { servingAt, stopNew, switched } from './steps.ts'

type Abort = Extract<TrialWord, { kind: 'abort' }>

/** A canary that cannot be started. */
export function noCanary(why: string): Failed {
  return failed(`${why} Nothing was changed.`, 'Deploy it with blue-green instead, which switches all users at once.')
}

/**
 * Starts the new instance beside the old one, gives it a share of the users once it is healthy, and all of them when its
 * trial says so. Called again, it continues with the share it has.
 */
export async function deployAsCanary(deployment: Deployment, trial: CanaryTrial): Promise<DeployOutcome> {
  const state = await deployment.host.state()
  const before = servingAt(state, deployment)
  if (before === undefined) return noCanary('Nothing is live there, so a canary has nothing to compare with.')
  if (before !== deployment.instance) {
    // Known to be bad: never started again.
    if (trial.given?.kind === 'abort') return abortCanary(deployment, trial, trial.given)
    const ended = (await begun(state, deployment)) ?? (await tried(deployment, trial))
    if (ended) return ended
  }
  return switched(deployment, before)
}

async function begun(state: HostState, deployment: Deployment): Promise<WorkOutcome | undefined> {
  return sinceOf(state, deployment) === undefined ? startHealthy(deployment) : undefined
}

/** Undefined when all users are to get it. */
async function tried(deployment: Deployment, trial: CanaryTrial): Promise<DeployOutcome | undefined> {
  const { host, report, signal } = deployment
  await report('canary')
  if (signal.aborted) return undoCanary(deployment)
  // Renewed each time: the host stops a canary that nobody looks after.
  await share(deployment, trial.percent)
  const state = await host.state()
  const since = sinceOf(state, deployment)
  const end = endOf(state, deployment)
  if (end !== undefined || since === undefined) return abortCanary(deployment, trial, endedAs(end ?? GONE))
  const word = await trial.word(canaryOf(deployment, since))
  if (signal.aborted) return undoCanary(deployment)
  switch (word.kind) {
    case 'wait':
      return { kind: 'paused', until: word.until }
    case 'promote':
      return trial.given === undefined ? undefined : unhealthySince(deployment, trial)
    case 'abort':
      return abortCanary(deployment, trial, word)
  }
}

/** Continues after "it". */
const GONE = 'was stopped meanwhile'

/** How the instance of this task has ended, if it has: continues after "it". */
function endOf({ instances }: HostState, { instance }: Deployment): string | undefined {
  const candidate = instances.find(({ id }) => id === instance)
  return candidate ? candidate.lastExit?.how : GONE
}

/** A verdict from before a crash is old: checks the canary's health again. */
async function unhealthySince(deployment: Deployment, trial: CanaryTrial): Promise<WorkOutcome | undefined> {
  const { host, instance, service, signal } = deployment
  const verdict = await awaitHealthy(host, instance, service, signal)
  if (verdict.kind === 'healthy') return undefined
  return verdict.kind === 'aborted' ? undoCanary(deployment) : abortCanary(deployment, trial, endedAs(verdict.sentence))
}

function endedAs(how: string): Omit<Abort, 'kind'> {
  return { reasons: [`It ${how}.`], nextStep: 'Fix what the log shows, then deploy again.' }
}

/** Leaves the canary to the worker that takes over; a cancelled one is removed. */
async function undoCanary(deployment: Deployment): Promise<WorkOutcome> {
  const reason: unknown = deployment.signal.reason
  if (reason instanceof HandedOverError) throw reason
  return withdrawn(deployment)
}

function sinceOf({ routes }: HostState, { order, instance }: Deployment): string | undefined {
  const canary = routes.find((route) => isAt(route, order))?.canary
  return canary?.instance === instance ? canary.since : undefined
}

function canaryOf({ host, instance, service }: Deployment, since: string): Canary {
  return {
    since,
    async complaint() {
      const candidate = (await host.state()).instances.find(({ id }) => id === instance)
      return candidate ? complaintOf(candidate, service.healthPath) : 'it is not running'
    },
  }
}

async function abortCanary(
  deployment: Deployment,
  { percent }: CanaryTrial,
  { reasons, nextStep }: Omit<Abort, 'kind'>,
): Promise<WorkOutcome> {
  const { logTail } = await stopNew(deployment)
  const { version } = deployment.order.release
  return failed(
    `Canary stopped: ${reasons.join(' ')} ${version} received ${percent} % of requests; all traffic is back on the previous release.`,
    nextStep,
    logTail,
  )
}
