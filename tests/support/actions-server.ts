import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A repository on GitHub whose workflow `deploy.yml` deploys: by each look its runs come one state further. */
export interface ActionsWorld {
  /** What the last run that ended well was given. */
  serving: string | undefined
  /** Inputs of each dispatch, in order. */
  readonly dispatches: Readonly<Record<string, string>>[]
  /** Runs of these versions fail. */
  readonly broken: Set<string>
  readonly deployments: { id: number; payload: unknown; ref: string; created_at: string; statuses: WorldStatus[] }[]
  readonly runs: WorldRun[]
  /** It answers these paths (by their end) with that status. */
  readonly faults: Map<string, number>
  /** A run that is asked for appears only after so many looks. */
  hiddenLooks: number
  /** Runs stay where they are. */
  isStuck: boolean
}

interface WorldStatus {
  readonly id: number
  readonly state: string
  readonly created_at: string
  readonly log_url?: string
}

interface WorldRun {
  readonly id: number
  readonly display_title: string
  readonly inputs: Readonly<Record<string, string>>
  looks: number
  attempt: number
  status: string
  conclusion: string | null
}

type Body = Readonly<Record<string, unknown>>
interface Answer {
  readonly status: number
  readonly body?: unknown
}

export const newWorld = (): ActionsWorld => ({
  ...{ serving: undefined, dispatches: [], broken: new Set(), deployments: [], runs: [], faults: new Map() },
  ...{ hiddenLooks: 1, isStuck: false },
})

const NOW = '2026-03-02T09:00:00Z'

/**
 * Serves a world on a port of its own. @returns Its address.
 * @param whenOver Is given what ends it; left out: the end of the test does.
 */
export async function serveActions(
  world: ActionsWorld,
  whenOver: (end: () => void) => void = onTestFinished,
): Promise<string> {
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { pathname } = new URL(request.url ?? '/', 'http://github')
      const path = pathname.replace('/repos/acme/payments', '')
      const fault = [...world.faults].find(([end]) => path.endsWith(end))
      const answer = fault
        ? { status: fault[1] }
        : (answerTo(world, request.method ?? '', path, body) ?? { status: 404 })
      const isText = typeof answer.body === 'string'
      response.writeHead(answer.status, { 'content-type': isText ? 'text/plain' : 'application/json' })
      if (answer.status === 204) response.end()
      else response.end(isText ? answer.body : JSON.stringify(answer.body ?? { message: 'answered by the world' }))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  whenOver(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function bodyOf(request: IncomingMessage): Promise<Body> {
  let text = ''
  for await (const piece of request) text += piece
  return text === '' ? {} : (JSON.parse(text) as Body)
}

function answerTo(world: ActionsWorld, method: string, path: string, body: Body): Answer | undefined {
  const [, id = ''] = /\/(\d+)(?:\/|$)/.exec(path) ?? []
  switch (`${method} ${path.replace(/\d+/, ':id')}`) {
    case 'GET ':
      return { status: 200, body: { default_branch: 'main' } }
    case 'GET /deployments':
      return { status: 200, body: world.deployments.toReversed().map(({ statuses: _, ...rest }) => rest) }
    case 'POST /deployments':
      return created(world, body)
    case 'GET /deployments/:id/statuses':
      return { status: 200, body: deploymentOf(world, id)?.statuses.toReversed() ?? [] }
    case 'POST /deployments/:id/statuses':
      return stated(world, id, body)
    case 'POST /actions/workflows/deploy.yml/dispatches':
      return dispatched(world, body)
    case 'GET /actions/workflows/deploy.yml/runs':
      return { status: 200, body: { workflow_runs: looked(world) } }
    case 'GET /actions/runs/:id':
      return { status: 200, body: lookedAt(world, id) }
    case 'POST /actions/runs/:id/rerun-failed-jobs':
      return runAgain(world, id)
    case 'POST /actions/runs/:id/cancel':
      return cancelled(world, id)
    case 'GET /actions/runs/:id/jobs':
      return { status: 200, body: { jobs: jobsOf(world.runs.find((run) => run.id === Number(id))) } }
    case 'GET /actions/jobs/:id/logs':
      return { status: 200, body: LOG }
    default:
      return undefined
  }
}

const jobsOf = (run: WorldRun | undefined) => [
  { id: 71, name: 'build', status: 'completed', conclusion: 'success', steps: [] },
  {
    ...{ id: 72, name: 'deploy', status: run?.status ?? 'queued', conclusion: run?.conclusion ?? null },
    steps: [
      { name: 'Check out', status: 'completed', conclusion: 'success' },
      { name: 'Push it out', status: run?.status ?? 'queued', conclusion: run?.conclusion ?? null },
    ],
  },
]

const LOG = '2026-03-02T09:00:01.123Z Run ./push\n2026-03-02T09:00:02.123Z the registry says hunter2 is wrong\n'

const deploymentOf = (world: ActionsWorld, id: string) => world.deployments.find((one) => one.id === Number(id))

function created(world: ActionsWorld, { ref, payload }: Body): Answer {
  const deployment = { id: 100 + world.deployments.length, ref: String(ref), payload, created_at: NOW, statuses: [] }
  world.deployments.push(deployment)
  return { status: 201, body: deployment }
}

function stated(world: ActionsWorld, id: string, { state, log_url }: Body): Answer | undefined {
  const statuses = deploymentOf(world, id)?.statuses
  if (!statuses) return undefined
  const link = typeof log_url === 'string' ? { log_url } : {}
  const status = { id: Number(id) * 100 + statuses.length, state: String(state), created_at: NOW, ...link }
  statuses.push(status)
  return { status: 201, body: status }
}

function dispatched(world: ActionsWorld, { inputs }: Body): Answer {
  const given = inputs as Readonly<Record<string, string>>
  world.dispatches.push(given)
  world.runs.push({
    ...{ id: 900 + world.runs.length, display_title: `Deploy ${given.version} (${given.shipmate})`, inputs: given },
    ...{ looks: 0, attempt: 1, status: 'queued', conclusion: null },
  })
  return { status: 204 }
}

function looked(world: ActionsWorld): readonly object[] {
  const shown = world.runs.filter((run) => run.looks++ >= world.hiddenLooks)
  return shown.toReversed().map((run) => stateOf(world, run))
}

/** What it is now; each look finds it further the next time. */
function stateOf(world: ActionsWorld, run: WorldRun): object {
  const { id, attempt, display_title, status, conclusion } = run
  if (!world.isStuck) further(world, run)
  const html_url = `https://github.example/acme/payments/actions/runs/${id}`
  return { id, run_attempt: attempt, display_title, status, conclusion, html_url }
}

function lookedAt(world: ActionsWorld, id: string): object | undefined {
  const run = world.runs.find((one) => one.id === Number(id))
  return run && stateOf(world, run)
}

/** GitHub runs nothing again that is not over. */
function runAgain(world: ActionsWorld, id: string): Answer | undefined {
  const run = world.runs.find((one) => one.id === Number(id))
  if (!run) return undefined
  if (run.status !== 'completed') return { status: 403 }
  Object.assign(run, { attempt: run.attempt + 1, status: 'queued', conclusion: null })
  return { status: 201, body: {} }
}

function further(world: ActionsWorld, run: WorldRun): void {
  if (run.status === 'completed') return
  if (run.status === 'queued') {
    run.status = 'in_progress'
    return
  }
  const version = run.inputs.version ?? ''
  run.status = 'completed'
  run.conclusion = world.broken.has(version) ? 'failure' : 'success'
  if (run.conclusion === 'success') world.serving = version
}

function cancelled(world: ActionsWorld, id: string): Answer | undefined {
  const run = world.runs.find((one) => one.id === Number(id))
  if (!run) return undefined
  if (run.status === 'completed') return { status: 409 }
  run.status = 'completed'
  run.conclusion = 'cancelled'
  return { status: 202, body: {} }
}
