import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { CiWorld, WorldCiRun } from './ci-world.ts'

/** The paths and answers of Jenkins' remote API, as far as Shipmate asks, for the one job `payments/release`. */
export async function serveJenkins(world: CiWorld): Promise<string> {
  let crumb = 1
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://jenkins')
      if (world.fault === 'away') return void response.destroy()
      if (request.headers.authorization !== `Basic ${btoa(`bot:${world.token}`)}`) return said(response, 401)
      if (world.fault === 'forbidden') return said(response, 403)
      const crumbed = request.headers['jenkins-crumb'] === `crumb-${crumb}`
      if (pathname === '/crumbIssuer/api/json') {
        const cookie = { 'set-cookie': 'JSESSIONID=abc; Path=/; HttpOnly' }
        return said(response, 200, { crumbRequestField: 'Jenkins-Crumb', crumb: `crumb-${crumb}` }, cookie)
      }
      if (request.method === 'POST' && world.crumbExpires) {
        world.crumbExpires = false
        crumb += 1
        return said(response, 403, '<html>No valid crumb was included in the request</html>')
      }
      if (request.method === 'POST' && !(crumbed && request.headers.cookie === 'JSESSIONID=abc'))
        return said(response, 403, '<html>No valid crumb was included in the request</html>')
      const { status, json, headers } = answer(world, request.method ?? '', pathname, searchParams, body)
      if (typeof json === 'string') return text(response, json, Number(searchParams.get('start') ?? 0))
      if (world.fault === 'lost-answer' && request.method === 'POST') return void response.destroy()
      return said(response, status, json, headers)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

interface Answer {
  readonly status: number
  readonly json?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

const JOB = '/job/payments/job/release/'
const PARAMETERS = ['SHIPMATE', 'VERSION']

function answer(world: CiWorld, method: string, path: string, query: URLSearchParams, body: string): Answer {
  const [, number = '', rest = ''] = /^\/job\/payments\/job\/release\/(\d+)\/(.*)$/.exec(path) ?? []
  const found = world.runs.find((run) => run.id === Number(number))
  const [, item] = /^\/queue\/item\/(\d+)\/api\/json$/.exec(path) ?? []
  const queued = world.runs.find((run) => run.id === Number(item))
  switch (`${method} ${number === '' ? path : rest}`) {
    case `GET ${JOB}api/json`:
      return {
        status: 200,
        json: {
          buildable: true,
          property: [{ parameterDefinitions: PARAMETERS.map((name) => ({ name })) }],
          builds: world.runs.filter((run) => run.state !== 'queued' && !run.leftQueue).map(asBuild),
        },
      }
    case `POST ${JOB}buildWithParameters`: {
      const given = Object.fromEntries(new URLSearchParams(body))
      const { SHIPMATE = '', ...inputs } = given
      const run = world.begin(SHIPMATE, inputs)
      return { status: 201, headers: { location: `http://jenkins/queue/item/${run.id}/` } }
    }
    case 'GET /whoAmI/api/json':
      return { status: 200, json: { name: 'bot', anonymous: false } }
    case 'GET /queue/api/json':
      return { status: 200, json: { items: world.runs.filter((run) => run.state === 'queued').map(asItem) } }
    case `GET /queue/item/${item}/api/json`:
      return queued ? { status: 200, json: asItem(queued) } : { status: 404 }
    case 'POST /queue/cancelItem': {
      const run = world.runs.find((one) => one.id === Number(query.get('id')))
      if (run) Object.assign(run, { state: 'cancelled', leftQueue: true })
      return { status: 204 }
    }
    case 'GET api/json':
      return found ? { status: 200, json: asBuild(found) } : { status: 404 }
    case 'GET wfapi/describe':
      return { status: 200, json: { stages: found ? stagesOf(found) : [] } }
    case 'POST stop':
      if (found?.state === 'running') found.state = 'cancelled'
      return { status: 302 }
    case 'GET logText/progressiveText':
      return { status: 200, json: world.log }
    default:
      return { status: 404 }
  }
}

const RESULTS = { passed: 'SUCCESS', failed: 'FAILURE', cancelled: 'ABORTED' } as const

const marked = ({ label, inputs }: WorldCiRun) => [
  {},
  { parameters: Object.entries({ ...inputs, SHIPMATE: label }).map(([name, value]) => ({ name, value })) },
]

const asBuild = (run: WorldCiRun) => ({
  ...{ number: run.id, building: run.state === 'running', actions: marked(run) },
  result: run.state === 'running' || run.state === 'queued' ? null : RESULTS[run.state],
})

const asItem = (run: WorldCiRun) => ({
  ...{ id: run.id, cancelled: run.leftQueue === true, actions: marked(run), task: { url: `http://jenkins${JOB}` } },
  ...(run.state !== 'queued' && !run.leftQueue && { executable: { number: run.id } }),
})

const stagesOf = ({ state }: WorldCiRun) => [
  { name: 'Compile', status: 'SUCCESS' },
  {
    name: 'Publish',
    status: {
      queued: 'NOT_EXECUTED',
      running: 'IN_PROGRESS',
      passed: 'SUCCESS',
      failed: 'FAILED',
      cancelled: 'ABORTED',
    }[state],
  },
]

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const piece of request) body += piece
  return body
}

function said(response: ServerResponse, status: number, json: unknown = '', headers: Answer['headers'] = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(typeof json === 'string' ? json : JSON.stringify(json))
}

function text(response: ServerResponse, log: string, start: number): void {
  const size = Buffer.byteLength(log)
  response.writeHead(200, { 'content-type': 'text/plain', 'x-text-size': String(size), 'x-more-data': 'false' })
  response.end(Buffer.from(log).subarray(Math.min(start, size)))
}
