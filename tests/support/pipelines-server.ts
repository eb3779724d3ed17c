import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { CiWorld, WorldCiRun } from './ci-world.ts'

/** The paths and answers of GitLab's REST API around pipelines, as far as Shipmate asks, for `acme/payments`. */
export async function servePipelines(world: CiWorld): Promise<string> {
  return serve(
    world,
    ({ headers }) => headers['private-token'] === world.token,
    (method, path, body) => {
      const [, rest = ''] = /^\/api\/v4\/projects\/acme%2Fpayments(?:\/(.*))?$/.exec(path) ?? [undefined, 'nowhere']
      const [, id = ''] = /\/(\d+)(?:\/|$)/.exec(rest) ?? []
      const found = world.runs.find((run) => run.id === Number(id))
      switch (`${method} ${rest.replace(/\d+/, ':id')}`) {
        case 'GET ':
          return { status: 200, json: { default_branch: 'main' } }
        case 'POST pipeline': {
          const { ref, variables } = body as { ref: string; variables: { key: string; value: string }[] }
          if (ref !== 'main') return { status: 400, json: { message: { base: ['Reference not found'] } } }
          const { SHIPMATE = '', ...inputs } = Object.fromEntries(variables.map(({ key, value }) => [key, value]))
          return { status: 201, json: asPipeline(world.begin(SHIPMATE, inputs)) }
        }
        case 'GET pipelines':
          return { status: 200, json: world.runs.map(asPipeline).toReversed() }
        case 'GET pipelines/:id':
          return found ? { status: 200, json: asPipeline(found) } : { status: 404 }
        case 'GET pipelines/:id/variables':
          return { status: 200, json: [{ key: 'SHIPMATE', value: found?.label ?? '' }] }
        case 'POST pipelines/:id/cancel':
          if (found?.state === 'queued' || found?.state === 'running') found.state = 'cancelled'
          return { status: 200, json: found ? asPipeline(found) : {} }
        case 'GET pipelines/:id/jobs':
          return { status: 200, json: found ? jobsOf(found) : [] }
        case 'GET jobs/:id/trace':
          return { status: 200, text: world.log }
        default:
          return { status: 404 }
      }
    },
  )
}

/** The paths and answers of GitHub's REST API around runs of `release.yml` of `acme/payments`. */
export async function serveActionsRuns(world: CiWorld): Promise<string> {
  return serve(
    world,
    ({ headers }) => headers.authorization === `token ${world.token}`,
    (method, path, body) => {
      const rest = path.replace('/repos/acme/payments', '')
      const [, id = ''] = /\/(\d+)(?:\/|$)/.exec(rest) ?? []
      const found = world.runs.find((run) => run.id === Number(id))
      switch (`${method} ${rest.replace(/\d+/, ':id')}`) {
        case 'GET ':
          return { status: 200, json: { default_branch: 'main' } }
        case 'POST /actions/workflows/release.yml/dispatches': {
          const { ref, inputs } = body as { ref: string; inputs: Record<string, string> }
          if (ref !== 'main') return { status: 422, json: { message: `No ref found for: ${ref}` } }
          const { shipmate = '', ...others } = inputs
          world.begin(shipmate, others)
          return { status: 204 }
        }
        case 'GET /actions/workflows/release.yml/runs':
          return { status: 200, json: { workflow_runs: world.runs.map(asActionsRun).toReversed() } }
        case 'GET /actions/runs/:id':
          return found ? { status: 200, json: asActionsRun(found) } : { status: 404 }
        case 'POST /actions/runs/:id/cancel':
          if (found?.state !== 'queued' && found?.state !== 'running') return { status: 409 }
          found.state = 'cancelled'
          return { status: 202, json: {} }
        case 'POST /actions/runs/:id/rerun-failed-jobs':
          if (found?.state !== 'failed') return { status: 403, json: { message: 'This run is not failed' } }
          found.state = 'queued'
          found.attempt = (found.attempt ?? 1) + 1
          return { status: 201, json: {} }
        case 'GET /actions/runs/:id/jobs':
          return { status: 200, json: { jobs: found ? actionsJobsOf(found) : [] } }
        case 'GET /actions/jobs/:id/logs':
          return { status: 200, text: world.log }
        default:
          return { status: 404 }
      }
    },
  )
}

interface Answer {
  readonly status: number
  readonly json?: unknown
  readonly text?: string
}

async function serve(
  world: CiWorld,
  isKnown: (request: IncomingMessage) => boolean,
  answer: (method: string, path: string, body: unknown) => Answer,
): Promise<string> {
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { pathname } = new URL(request.url ?? '/', 'http://ci')
      if (world.fault === 'away') return void response.destroy()
      if (!isKnown(request)) return said(response, { status: 401 })
      if (world.fault === 'forbidden') return said(response, { status: 403 })
      const given = answer(request.method ?? '', pathname, body === '' ? {} : JSON.parse(body))
      if (world.fault === 'lost-answer' && request.method === 'POST') return void response.destroy()
      return said(response, given)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const GITLAB_STATES = {
  queued: 'pending',
  running: 'running',
  passed: 'success',
  failed: 'failed',
  cancelled: 'canceled',
}

const asPipeline = ({ id, state }: WorldCiRun) => ({ id, status: GITLAB_STATES[state] })

const jobsOf = ({ state }: WorldCiRun) => [
  { id: 72, name: 'Publish', status: GITLAB_STATES[state], allow_failure: false },
  { id: 71, name: 'Compile', status: 'success', allow_failure: false },
]

const CONCLUSIONS = { queued: null, running: null, passed: 'success', failed: 'failure', cancelled: 'cancelled' }
const statusOf = (state: WorldCiRun['state']): string =>
  state === 'queued' ? 'queued' : state === 'running' ? 'in_progress' : 'completed'

const asActionsRun = ({ id, label, state, attempt = 1 }: WorldCiRun) => ({
  run_attempt: attempt,
  ...{ id, run_number: id, display_title: `Release (${label})`, html_url: 'https://elsewhere.example' },
  ...{ status: statusOf(state), conclusion: CONCLUSIONS[state] },
})

const actionsJobsOf = ({ state }: WorldCiRun) => [
  { id: 71, name: 'Compile', status: 'completed', conclusion: 'success', steps: [] },
  { id: 72, name: 'Publish', status: statusOf(state), conclusion: CONCLUSIONS[state], steps: [] },
]

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const piece of request) body += piece
  return body
}

function said(response: ServerResponse, { status, json, text }: Answer): void {
  response.writeHead(status, { 'content-type': text === undefined ? 'application/json' : 'text/plain' })
  response.end(status === 204 ? undefined : (text ?? JSON.stringify(json ?? { message: 'answered by the world' })))
}
