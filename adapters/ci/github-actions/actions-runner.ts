import type { CiJob, CiPart, CiRun } from '../../../src/domain/ci-run.ts'
import type { CiRunner } from '../../../src/ports/ci-runner.ts'
import type { GithubClient } from '../../code-host/github/github-client.ts'
import { githubFailure } from '../../code-host/github/github-failure.ts'
import { markName, runName } from '../../code-host/github/progress-names.ts'
import {
  type ActionsJob,
  type ActionsRun,
  type WorkflowRuns,
  workflowRuns,
} from '../../code-host/github/workflow-runs.ts'
import { asProblem, unlessGone } from '../as-problem.ts'

export interface ActionsAccount {
  readonly client: GithubClient
  /** Where people open it: `https://github.com`. */
  readonly web: string
}

/** The clock of GitHub and that of the bot may differ. */
const CLOCKS_DIFFER_MS = 5 * 60_000

/** Runs of workflows on GitHub. @param accountOf Who asks for a job. */
export function createActionsRunner(accountOf: (job: CiJob) => ActionsAccount): CiRunner {
  const ask = <Answer>(job: CiJob, call: (runs: WorkflowRuns) => Promise<Answer>): Promise<Answer> => {
    const { project: repository, workflow = '', ref } = job
    const runs = workflowRuns({ client: accountOf(job).client, repository, workflow, ref })
    return asProblem(() => call(runs), githubFailure)
  }
  const asRun = (job: CiJob, run: ActionsRun): CiRun => runFrom(run, webOf(job))
  const webOf = (job: CiJob): string => `${accountOf(job).web}/${job.project}`
  const jobsOf = (job: CiJob, { id }: CiRun) => ask(job, (runs) => runs.jobs(Number(id)))
  return {
    async start({ job, inputs, label }) {
      await ask(job, (runs) => runs.dispatch({ ...inputs, shipmate: label }))
      // GitHub does not say which run it is.
      return undefined
    },
    async find(job, label, since) {
      const from = since && new Date(Date.parse(since) - CLOCKS_DIFFER_MS).toISOString().replace(/\.\d+Z$/, 'Z')
      const found = await ask(job, (runs) => runs.findRun(label, from))
      return found && asRun(job, found)
    },
    async show(job, id) {
      const found = await unlessGone(() => ask(job, (runs) => runs.run(Number(id))))
      return found && asRun(job, found)
    },
    async parts(job, run) {
      return (await jobsOf(job, run)).map((one) => partFrom(one, `${webOf(job)}/actions/runs/${run.id}`))
    },
    cancel: (job, { id }) => ask(job, (runs) => runs.cancel(Number(id))),
    reportedAs: ({ project }, mark, id) => [
      markName(project, mark),
      ...(id === undefined ? [] : [runName(project, Number(id))]),
    ],
    async log(job, run) {
      const red = (await jobsOf(job, run)).find(({ conclusion }) => isRed(conclusion))
      return red && withoutTimes(await ask(job, (runs) => runs.log(red.id)))
    },
  }
}

function runFrom({ id, run_number, status, conclusion }: ActionsRun, web: string): CiRun {
  return {
    id: String(id),
    number: String(run_number ?? id),
    url: `${web}/actions/runs/${id}`,
    state: stateOf(status, conclusion),
    ...(conclusion !== null && { conclusion }),
  }
}

function stateOf(status: string | null, conclusion: string | null): CiRun['state'] {
  if (status === 'completed')
    return conclusion === 'success' ? 'passed' : conclusion === 'cancelled' ? 'cancelled' : 'failed'
  return status === 'in_progress' ? 'running' : 'queued'
}

function partFrom({ id, name, status, conclusion, steps }: ActionsJob, url: string): CiPart {
  const step = steps.find((one) => one.status === 'in_progress') ?? steps.find((one) => isRed(one.conclusion))
  return { name, state: partState(status, conclusion), url: `${url}/job/${id}`, ...(step && { step: step.name }) }
}

function partState(status: string, conclusion: string | null): CiPart['state'] {
  if (status !== 'completed') return status === 'in_progress' ? 'running' : 'pending'
  if (conclusion === 'success') return 'passed'
  return isRed(conclusion) ? 'failed' : 'skipped'
}

const isRed = (conclusion: string | null): boolean => conclusion === 'failure' || conclusion === 'timed_out'

/** GitHub writes a time before each line. */
const withoutTimes = (log: string): string => log.replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z /gm, '')
