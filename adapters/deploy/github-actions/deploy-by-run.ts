import { nextLook } from '../../../src/domain/next-look.ts'
import type { DeployOutcome } from '../../../src/ports/deployer.ts'
import { failed } from '../../../src/ports/work-outcome.ts'
import { markName, runName } from '../../code-host/github/progress-names.ts'
import type { ActionsRun } from '../../code-host/github/workflow-runs.ts'
import type { Deployment } from './actions-api.ts'
import { claimRun } from './claim-run.ts'
import { endCancelled } from './end-cancelled.ts'
import { ownRun } from './own-run.ts'
import { ended, switched } from './run-end.ts'
import { seenOf } from './seen-of.ts'
import { leaveIfHandedOver, markOf, outOfDate, runMark, type Undertaking } from './undertaking.ts'

/**
 * Has a workflow put a release into service. A GitHub Deployment stands for the task: it is looked for before anything is
 * created, and the first status on it says who dispatches the run, so that one task has one run.
 */
export async function deployByRun(undertaking: Undertaking): Promise<DeployOutcome> {
  const { api, place, order, report, signal } = undertaking
  leaveIfHandedOver(undertaking)
  const found = await api.deployments()
  if (await isOutdated(undertaking, found)) return outOfDate(place)
  const known = oldestOwn(found, undertaking)
  if (!known && signal.aborted) return { kind: 'cancelled' }
  if (known && (await api.statuses(known.id)).some(({ state }) => state === 'success'))
    return switched(undertaking, known)
  if (order.since === undefined) await report('starting')
  leaveIfHandedOver(undertaking)
  if (!known && signal.aborted) return { kind: 'cancelled' }
  const deployment = known ?? (await created(undertaking))
  const claim = await claimRun(undertaking, deployment)
  if (claim.kind === 'ended') return claim.outcome
  const run = await ownRun(undertaking, deployment)
  leaveIfHandedOver(undertaking)
  if (signal.aborted) return endCancelled(undertaking, deployment, run)
  if (!run) return awaited(undertaking, deployment, claim.since)
  return run.status === 'completed' ? ended(undertaking, deployment, run) : followed(undertaking, deployment, run)
}

/** Workers beside each other may create one each: the first counts. */
const oldestOwn = (all: readonly Deployment[], { order }: Undertaking): Deployment | undefined =>
  all.findLast(({ payload }) => payload?.shipmate === markOf(order))

async function created(undertaking: Undertaking): Promise<Deployment> {
  const { api, order } = undertaking
  const { task, release, fencingToken: token } = order
  const wanted = {
    sha: release.sha,
    mark: markOf(order),
    token,
    description: `${task} by Shipmate: ${release.version}`,
  }
  const made = await api.createDeployment(wanted)
  return oldestOwn(await api.deployments(), undertaking) ?? made
}

/** A token beyond the end of the log, as after a restore from a backup, no longer counts. */
async function isOutdated({ order, newestPosition }: Undertaking, all: readonly Deployment[]): Promise<boolean> {
  const tokens = all.flatMap(({ payload }) => (payload && payload.shipmate !== markOf(order) ? [payload.token] : []))
  const highest = Math.max(0, ...tokens)
  return highest > order.fencingToken && highest <= (await newestPosition())
}

/** GitHub shows a run some seconds after it was asked for. */
const RUN_APPEARS_WITHIN_MS = 3 * 60_000

async function awaited(undertaking: Undertaking, deployment: Deployment, since: string): Promise<DeployOutcome> {
  const { api, place, clock, order } = undertaking
  const waitedMs = clock.now().getTime() - Date.parse(since)
  if (waitedMs < RUN_APPEARS_WITHIN_MS) return pausedUntilNext(undertaking, deployment, waitedMs)
  await api.addStatus(deployment.id, 'error', { description: 'No run appeared.' })
  if (order.rerun)
    return failed(
      `GitHub has not run the failed jobs again for ${order.task}: ${order.rerun.url}`,
      'Look there, then ask for the deployment instead.',
    )
  return failed(
    `GitHub shows no run of ${place.workflow} for ${order.task}: ${place.web}/actions`,
    'Look there. The run-name of the workflow must hold its input shipmate; if no run was started, ask again.',
  )
}

async function followed(undertaking: Undertaking, deployment: Deployment, run: ActionsRun): Promise<DeployOutcome> {
  const { api, clock, order, place } = undertaking
  const waitedMs = order.since === undefined ? 0 : clock.now().getTime() - Date.parse(order.since)
  if (waitedMs > place.deadlineMs) {
    await api.cancel(run.id)
    await api.addStatus(deployment.id, 'error', { description: 'It took too long.', logUrl: run.html_url })
    const minutes = Math.round(place.deadlineMs / 60_000)
    return failed(
      `The run that deploys ${order.release.version} took longer than ${minutes} min and was cancelled: ${run.html_url}`,
      'See there where it hangs, or allow it a longer deadlineMinutes; then ask again.',
    )
  }
  const told = await api.statuses(deployment.id)
  if (!told.some(({ state }) => state === 'in_progress'))
    await api.addStatus(deployment.id, 'in_progress', { description: 'The run has started.', logUrl: run.html_url })
  return pausedUntilNext(undertaking, deployment, waitedMs, run)
}

/** Until the next look, or until GitHub reports by itself, under the name that the run has or will have. */
async function pausedUntilNext(
  undertaking: Undertaking,
  deployment: Deployment,
  waitedMs: number,
  run?: ActionsRun,
): Promise<DeployOutcome> {
  const { clock, order, place } = undertaking
  const until = nextLook(clock.now(), waitedMs, order.heard !== undefined)
  const { repository } = place
  const id = run?.id ?? order.rerun?.run
  const names = [markName(repository, runMark(deployment)), ...(id === undefined ? [] : [runName(repository, id)])]
  return { kind: 'paused', until, awaits: names, ...(run && { seen: await seenOf(undertaking, run) }) }
}
