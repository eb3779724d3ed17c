import type { DeployOutcome } from '../../../src/ports/deployer.ts'
import { failed, type WorkOutcome } from '../../../src/ports/work-outcome.ts'
import type { ActionsJob, ActionsRun } from '../../code-host/github/workflow-runs.ts'
import { logTail } from '../../process/log-tail.ts'
import type { Deployment } from './actions-api.ts'
import type { Undertaking } from './undertaking.ts'

/** What becomes of an order whose run is over. */
export async function ended(undertaking: Undertaking, deployment: Deployment, run: ActionsRun): Promise<DeployOutcome> {
  const { api } = undertaking
  const { id } = deployment
  const logUrl = run.html_url
  if (run.conclusion !== 'success') {
    await api.addStatus(id, 'failure', { description: `The run ended as ${run.conclusion ?? 'unknown'}.`, logUrl })
    return whyFailed(undertaking, run)
  }
  await api.addStatus(id, 'success', { description: 'The run has deployed it.', logUrl })
  return switched(undertaking, deployment)
}

/** GitHub does so by itself, but not for production. */
async function retireEarlier({ api }: Undertaking, { id }: Deployment): Promise<void> {
  const earlier = (await api.deployments()).filter((one) => one.payload && one.id < id)
  for (const one of earlier) {
    const state = (await api.statuses(one.id)).at(-1)?.state
    if (state === 'success') await api.addStatus(one.id, 'inactive', { description: 'Another release is live.' })
    // Those before it were retired with it.
    if (state === 'success' || state === 'inactive') return
  }
}

/** Its users have the release. */
export async function switched(undertaking: Undertaking, deployment: Deployment): Promise<DeployOutcome> {
  const { report } = undertaking
  // What is live is no less so where GitHub does not show it.
  await retireEarlier(undertaking, deployment).catch(() => undefined)
  await report('healthy')
  await report('switched')
  return { kind: 'done' }
}

/** Why a run has failed: its job and step, with the end of that job's log. */
async function whyFailed(
  { api, order, redact }: Undertaking,
  { id, run_attempt: attempt, conclusion, html_url }: ActionsRun,
): Promise<WorkOutcome> {
  const { version } = order.release
  if (conclusion === 'cancelled')
    return failed(
      `The run that deploys ${version} was cancelled on GitHub: ${html_url}`,
      'Ask again if it is still needed.',
    )
  // What went wrong is known; where it did is worth a try.
  const jobs = await api.jobs(id).catch((): readonly ActionsJob[] => [])
  const job = jobs.find((one) => isRed(one.conclusion))
  const step = job?.steps.find((one) => isRed(one.conclusion))
  const log = job && (await api.log(job.id).catch(() => undefined))
  const where = job ? ` in ${job.name}${step ? `, at ${step.name}` : ''}` : ''
  return {
    ...failed(
      `The run that deploys ${version} ended as ${conclusion ?? 'unknown'}${where}: ${html_url}`,
      'Fix what its log shows, then ask again.',
      log === undefined ? undefined : logTail(withoutTimes(log), redact),
    ),
    ...(isRed(conclusion) && { failedJobs: { run: id, attempt, url: html_url } }),
  }
}

const isRed = (conclusion: string | null): boolean => conclusion === 'failure' || conclusion === 'timed_out'

/** GitHub writes a time before each line. */
const withoutTimes = (log: string): string => log.replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z /gm, '')
