import { z } from 'zod'
import { githubFailure } from '../../code-host/github/github-failure.ts'
import type { ActionsPlace } from './actions-place.ts'

/* What is asked of GitHub, and what is read of its answers. Every call fails with an error of Octokit's. */

const CALL_TIMEOUT_MS = 15_000
/** Of one environment: those of the tasks that are not over are among the newest. */
const DEPLOYMENTS_READ = 50
/** A run is looked for among those since its deployment was created. */
const RUNS_READ = 100
const STATUSES_READ = 100
/** What is over cannot be cancelled. */
const OVER = 409

const payload = z.object({ shipmate: z.string(), token: z.int() })

const deployment = z.object({
  id: z.int(),
  created_at: z.string(),
  // Others put there what they like, a text that is no JSON among it.
  payload: z.unknown().transform((value) => payload.safeParse(value).data),
})
export type Deployment = z.output<typeof deployment>

const deploymentStatus = z.object({ id: z.int(), state: z.string(), created_at: z.string() })
export type DeploymentState = 'queued' | 'in_progress' | 'success' | 'failure' | 'error'

const run = z.object({
  id: z.int(),
  display_title: z.string(),
  status: z.string().nullable(),
  conclusion: z.string().nullable(),
  html_url: z.string(),
})
export type ActionsRun = z.output<typeof run>

const job = z.object({
  id: z.int(),
  name: z.string(),
  conclusion: z.string().nullable(),
  steps: z.array(z.object({ name: z.string(), conclusion: z.string().nullable() })).default([]),
})
export type ActionsJob = z.output<typeof job>

export interface NewDeployment {
  readonly sha: string
  readonly mark: string
  readonly token: number
  readonly description: string
}

export interface ActionsApi {
  /** The newest first. */
  deployments(): Promise<readonly Deployment[]>
  createDeployment(wanted: NewDeployment): Promise<Deployment>
  /** The oldest first: the order in which they were posted. */
  statuses(deployment: number): Promise<readonly z.output<typeof deploymentStatus>[]>
  /** @returns Its id. */
  addStatus(
    deployment: number,
    state: DeploymentState,
    about: { description: string; logUrl?: string },
  ): Promise<number>
  dispatch(inputs: Readonly<Record<string, string>>): Promise<void>
  /** The run whose name holds the mark. */
  findRun(mark: string, since: string): Promise<ActionsRun | undefined>
  /** Nothing where it is over. */
  cancel(run: number): Promise<void>
  jobs(run: number): Promise<readonly ActionsJob[]>
  /** The whole log of a job, as text. */
  log(job: number): Promise<string>
}

export function actionsApi({ client, repository, environment, workflow, ref, url }: ActionsPlace): ActionsApi {
  const [owner = '', repo = ''] = repository.split('/')
  const within = () => ({ owner, repo, request: { signal: AbortSignal.timeout(CALL_TIMEOUT_MS) } })
  return {
    async deployments() {
      const { request } = await client()
      const asked = { ...within(), environment, per_page: DEPLOYMENTS_READ }
      const { data } = await request('GET /repos/{owner}/{repo}/deployments', asked)
      return z
        .array(deployment)
        .parse(data)
        .toSorted((one, other) => other.id - one.id)
    },
    async createDeployment({ sha, mark, token, description }) {
      const { request } = await client()
      const { data } = await request('POST /repos/{owner}/{repo}/deployments', {
        ...within(),
        ...{ ref: sha, environment, description, auto_merge: false, required_contexts: [] },
        payload: { shipmate: mark, token },
      })
      return deployment.parse(data)
    },
    async statuses(deployment_id) {
      const { request } = await client()
      const asked = { ...within(), deployment_id, per_page: STATUSES_READ }
      const { data } = await request('GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', asked)
      return z
        .array(deploymentStatus)
        .parse(data)
        .toSorted((one, other) => one.id - other.id)
    },
    async addStatus(deployment_id, state, { description, logUrl }) {
      const { request } = await client()
      const { data } = await request('POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
        ...within(),
        ...{ deployment_id, state, description },
        ...(logUrl !== undefined && { log_url: logUrl }),
        ...(url !== undefined && state === 'success' && { environment_url: url }),
      })
      return deploymentStatus.parse(data).id
    },
    async dispatch(inputs) {
      const { request } = await client()
      const branch = ref ?? (await defaultBranch(request, within()))
      await request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
        ...within(),
        ...{ workflow_id: workflow, ref: branch, inputs },
      })
    },
    async findRun(mark, since) {
      const { request } = await client()
      const { data } = await request('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs', {
        ...within(),
        ...{ workflow_id: workflow, event: 'workflow_dispatch', created: `>=${since}`, per_page: RUNS_READ },
      })
      const { workflow_runs } = z.object({ workflow_runs: z.array(run) }).parse(data)
      return workflow_runs.find(({ display_title }) => display_title.includes(mark))
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
      const { data } = await request('GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs', { ...within(), job_id })
      return String(data)
    },
  }
}

type Request = Awaited<ReturnType<ActionsPlace['client']>>['request']

async function defaultBranch(request: Request, within: { owner: string; repo: string }): Promise<string> {
  const { data } = await request('GET /repos/{owner}/{repo}', within)
  return z.object({ default_branch: z.string() }).parse(data).default_branch
}
