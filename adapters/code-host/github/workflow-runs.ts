import { z } from 'zod'
import { carriesMark } from '../../../src/domain/ci-run.ts'
import { tailFetch } from '../tail-fetch.ts'
import type { GithubClient } from './github-client.ts'
import { githubFailure } from './github-failure.ts'

/* Runs of workflows of one repository. Every call fails with an error of Octokit's. */

const CALL_TIMEOUT_MS = 15_000
/** A log is larger than other answers. */
const LOG_TIMEOUT_MS = 60_000
/** A run is looked for among those since it may have been asked for. */
const RUNS_READ = 100
/** What is over cannot be cancelled. */
const OVER = 409

const run = z.object({
  id: z.int(),
  run_number: z.int().optional(),
  run_attempt: z.int().default(1),
  display_title: z.string(),
  status: z.string().nullable(),
  conclusion: z.string().nullable(),
  html_url: z.string(),
})
export type ActionsRun = z.output<typeof run>

const job = z.object({
  id: z.int(),
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullable(),
  steps: z.array(z.object({ name: z.string(), status: z.string(), conclusion: z.string().nullable() })).default([]),
})
export type ActionsJob = z.output<typeof job>

export interface WorkflowPlace {
  readonly client: GithubClient
  /** `acme/payments` */
  readonly repository: string
  /** The file of the workflow, such as `deploy.yml`. */
  readonly workflow: string
  /** The branch or tag whose workflow runs; undefined: the default branch. */
  readonly ref: string | undefined
}

export interface WorkflowRuns {
  dispatch(inputs: Readonly<Record<string, string>>): Promise<void>
  /** The run whose name holds the mark. @param since ISO 8601 in UTC; left out, among the newest. */
  findRun(mark: string, since?: string): Promise<ActionsRun | undefined>
  run(id: number): Promise<ActionsRun>
  /** Runs the failed jobs of a run again, and those that need them: another attempt of the same run. */
  rerunFailed(run: number): Promise<void>
  /** Nothing where it is over. */
  cancel(run: number): Promise<void>
  jobs(run: number): Promise<readonly ActionsJob[]>
  /** The end of the log of a job, as text. */
  log(job: number): Promise<string>
}

export function workflowRuns({ client, repository, workflow, ref }: WorkflowPlace): WorkflowRuns {
  const [owner = '', repo = ''] = repository.split('/')
  const within = (timeoutMs = CALL_TIMEOUT_MS) => ({ owner, repo, request: { signal: AbortSignal.timeout(timeoutMs) } })
  const defaultBranch = async (): Promise<string> => {
    const { request } = await client()
    const { data } = await request('GET /repos/{owner}/{repo}', within())
    return z.object({ default_branch: z.string() }).parse(data).default_branch
  }
  return {
    async dispatch(inputs) {
      const { request } = await client()
      const branch = ref ?? (await defaultBranch())
      await request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
        ...within(),
        ...{ workflow_id: workflow, ref: branch, inputs },
      })
    },
    async findRun(mark, since) {
      const { request } = await client()
      const { data } = await request('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs', {
        ...within(),
        ...{ workflow_id: workflow, event: 'workflow_dispatch', per_page: RUNS_READ },
        ...(since !== undefined && { created: `>=${since}` }),
      })
      const { workflow_runs } = z.object({ workflow_runs: z.array(run) }).parse(data)
      return workflow_runs.find(({ display_title }) => carriesMark(display_title, mark))
    },
    async run(run_id) {
      const { request } = await client()
      const { data } = await request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', { ...within(), run_id })
      return run.parse(data)
    },
    async rerunFailed(run_id) {
      const { request } = await client()
      await request('POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun-failed-jobs', { ...within(), run_id })
    },
    async cancel(run_id) {
      const { request } = await client()
      try {
        await request('POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel', { ...within(), run_id })
      } catch (error) {
        if (githubFailure(error).status !== OVER) throw error
      }
    },
    async jobs(run_id) {
      const { request } = await client()
      const asked = { ...within(), run_id, per_page: RUNS_READ }
      const { data } = await request('GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs', asked)
      return z.object({ jobs: z.array(job) }).parse(data).jobs
    },
    async log(job_id) {
      const { request } = await client()
      const asked = within(LOG_TIMEOUT_MS)
      const { data } = await request('GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs', {
        ...asked,
        ...{ job_id, request: { ...asked.request, fetch: tailFetch } },
      })
      return String(data)
    },
  }
}
