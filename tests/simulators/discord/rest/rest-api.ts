import { createServer, type Server, type ServerResponse } from 'node:http'
import { ApiError } from './api-error.ts'
import { type Call, readCall, refuseTooLarge } from './call.ts'
import type { RateLimits } from './rate-limits.ts'

export type Route = readonly [method: string, path: RegExp, answer: (call: Call, ids: readonly string[]) => unknown]

export interface Failure {
  readonly status: number
  readonly code?: number
  readonly headers?: Readonly<Record<string, string>>
  /** The call takes effect, but its answer is lost on the way. */
  readonly afterEffect?: boolean
}

/** An answer that is a file. */
export class ServedFile {
  readonly type: string
  readonly bytes: Uint8Array
  constructor(type: string, bytes: Uint8Array) {
    this.type = type
    this.bytes = bytes
  }
}

export interface RestApi {
  readonly url: string
  readonly calls: readonly Call[]
  /** The next call (or the next `times`) that matches fails. */
  failNext(method: string, path: RegExp, failure: Failure, times?: number): void
  stop(): Promise<void>
}

export interface RestApiParts {
  readonly token: string
  readonly routes: readonly Route[]
  readonly limits: RateLimits
  readonly changed: () => void
}

interface Planned {
  readonly method: string
  readonly path: RegExp
  readonly failure: Failure
  left: number
}

interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>
}

/** The HTTP side. Paths of interactions and files open with what stands in them; all others need the bot's token. */
export async function startRestApi({ token, routes, limits, changed }: RestApiParts): Promise<RestApi> {
  const calls: Call[] = []
  const planned: Planned[] = []

  const answer = (call: Call, authorization: string | undefined): Answer => {
    calls.push(call)
    const fault = planned.find(({ method, path, left }) => left > 0 && method === call.method && path.test(call.path))
    if (fault !== undefined) fault.left--
    if (fault !== undefined && !fault.failure.afterEffect) throw failed(fault.failure)
    const headers = limits.take(call.method, call.path)
    if (authorization !== `Bot ${token}` && !opensByItself(call.path)) throw new ApiError(401, 0, '401: Unauthorized')
    refuseTooLarge(call)
    const body = route(routes, call)
    if (fault !== undefined) throw failed(fault.failure)
    return { status: body === undefined ? 204 : 200, body, headers }
  }

  const server = createServer((request, response) => {
    readCall(request)
      .then((call) => answer(call, request.headers.authorization))
      .catch(asAnswer)
      .then((answered) => {
        limits.answered(answered.status, answered.headers)
        send(response, answered)
      })
      .finally(changed)
  })
  const url = await listen(server)
  return {
    url,
    calls,
    failNext: (method, path, failure, times = 1) => void planned.push({ method, path, failure, left: times }),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function opensByItself(path: string): boolean {
  return /^\/(interactions|webhooks|attachments)\//.test(path)
}

function failed({ status, code = 0, headers = {} }: Failure): ApiError {
  const message = `planned failure ${status}`
  if (status !== 429) return new ApiError(status, code, message, { headers })
  const global = headers['x-ratelimit-scope'] === 'global'
  return new ApiError(429, code, message, {
    headers,
    body: { message, code, retry_after: Number(headers['retry-after'] ?? 1), global },
  })
}

function route(routes: readonly Route[], call: Call): unknown {
  for (const [method, path, handle] of routes) {
    const match = method === call.method ? path.exec(call.path) : null
    if (match !== null) return handle(call, match.slice(1))
  }
  throw new ApiError(404, 0, `404: Not Found ${call.method} ${call.path}`)
}

function asAnswer(error: unknown): Answer {
  if (!(error instanceof ApiError)) return { status: 500, body: { code: 0, message: String(error) }, headers: {} }
  const { status, code, message, headers } = error
  return { status, body: error.body ?? { code, message }, headers }
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const type = body instanceof ServedFile ? body.type : 'application/json'
  response.writeHead(status, { ...(body !== undefined && { 'content-type': type }), ...headers })
  if (body === undefined) response.end()
  else response.end(body instanceof ServedFile ? body.bytes : JSON.stringify(body))
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`
}
