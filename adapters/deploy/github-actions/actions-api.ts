import { z } from 'zod'
import { type WorkflowRuns, workflowRuns } from '../../code-host/github/workflow-runs.ts'
import type { ActionsPlace } from './actions-place.ts'

/* What is asked of GitHub, and what is read of its answers. Every call fails with an error of Octokit's. */

const CALL_TIMEOUT_MS = 15_000
/** Of one environment: those of the tasks that are not over are among the newest. */
const DEPLOYMENTS_READ = 50
const STATUSES_READ = 100

const payload = z.object({ shipmate: z.string(), token: z.int() })

const deployment = z.object({
  id: z.int(),
  created_at: z.string(),
  // Others put there what they like, a text that is no JSON among it.
  payload: z.unknown().transform((value) => payload.safeParse(value).data),
})
export type Deployment = z.output<typeof deployment>

const deploymentStatus = z.object({ id: z.int(), state: z.string(), created_at: z.string() })
export type DeploymentState = 'queued' | 'in_progress' | 'success' | 'failure' | 'error' | 'inactive'

export interface NewDeployment {
  readonly sha: string
  readonly mark: string
  readonly token: number
  readonly description: string
}

export interface ActionsApi extends WorkflowRuns {
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
}

export function actionsApi(place: ActionsPlace): ActionsApi {
  const { client, repository, environment, url } = place
  const [owner = '', repo = ''] = repository.split('/')
  const within = () => ({ owner, repo, request: { signal: AbortSignal.timeout(CALL_TIMEOUT_MS) } })
  return {
    ...workflowRuns(place),
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
  }
}
