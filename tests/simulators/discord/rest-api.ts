import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

/** An answer other than 2xx, with Discord's own error code. */
export class ApiError extends Error {
  readonly status: number
  readonly code: number
  readonly headers: Readonly<Record<string, string>>
  constructor(status: number, code: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

/** One call of the bot. */
export interface Call {
  readonly method: string
  /** Without `/api/v10` and the query. */
  readonly path: string
  readonly query: URLSearchParams
  // biome-ignore lint/suspicious/noExplicitAny: the body of any call; each route knows its own.
  readonly body: any
}

export type Route = readonly [method: string, path: RegExp, answer: (call: Call, ids: readonly string[]) => unknown]

export interface Failure {
  readonly status: number
  readonly code?: number
  readonly headers?: Readonly<Record<string, string>>
  /** The call takes effect, but its answer is lost on the way. */
  readonly afterEffect?: boolean
}

export interface RestApi {
  readonly url: string
  readonly calls: readonly Call[]
  /** The next call (or the next `times`) that matches fails. */
  failNext(method: string, path: RegExp, failure: Failure, times?: number): void
  stop(): Promise<void>
}

interface Planned {
  readonly method: string
  readonly path: RegExp
  readonly failure: Failure
  left: number
}

/** The HTTP side. `authorised` holds the paths that the token in them opens; all others need the bot's. */
export async function startRestApi(token: string, routes: readonly Route[], changed: () => void): Promise<RestApi> {
  const calls: Call[] = []
  const planned: Planned[] = []

  const answer = (call: Call, authorization: string | undefined): unknown => {
    calls.push(call)
    const fault = planned.find(({ method, path, left }) => left > 0 && method === call.method && path.test(call.path))
    if (fault !== undefined) fault.left--
    if (fault !== undefined && !fault.failure.afterEffect) throw failed(fault.failure)
    if (authorization !== `Bot ${token}` && !opensByItself(call.path)) throw new ApiError(401, 0, '401: Unauthorized')
    const result = route(routes, call)
    if (fault !== undefined) throw failed(fault.failure)
    return result
  }

  const server = createServer((request, response) => {
    readCall(request)
      .then((call) => send(response, 200, answer(call, request.headers.authorization)))
      .catch((error: unknown) => sendError(response, error))
      .finally(changed)
  })
  const url = await listen(server)
  return {
    url: `${url}/api`,
    calls,
    failNext: (method, path, failure, times = 1) => void planned.push({ method, path, failure, left: times }),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function opensByItself(path: string): boolean {
  return path.startsWith('/interactions/') || path.startsWith('/webhooks/')
}

function failed({ status, code = 0, headers = {} }: Failure): ApiError {
  return new ApiError(status, code, `planned failure ${status}`, headers)
}

function route(routes: readonly Route[], call: Call): unknown {
  for (const [method, path, handle] of routes) {
    const match = method === call.method ? path.exec(call.path) : null
    if (match !== null) return handle(call, match.slice(1))
  }
  throw new ApiError(404, 0, `404: Not Found ${call.method} ${call.path}`)
}

async function readCall(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const whole = Buffer.concat(chunks)
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  return {
    method: request.method ?? 'GET',
    path: pathname.replace(/^\/api\/v10/, ''),
    query: searchParams,
    body: await bodyOf(whole, request.headers['content-type'] ?? ''),
  }
}

/** With files a call comes in parts: `payload_json`, and one part for each file, which are given as `attached`. */
async function bodyOf(whole: Buffer, type: string): Promise<unknown> {
  if (whole.length === 0) return undefined
  if (!type.startsWith('multipart/')) return JSON.parse(whole.toString('utf8'))
  const form = await new Response(new Uint8Array(whole), { headers: { 'content-type': type } }).formData()
  const files = [...form.values()].filter((part) => typeof part !== 'string')
  const attached = await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })))
  return { ...JSON.parse(String(form.get('payload_json'))), attached }
}

function send(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(body === undefined ? 204 : status, { 'content-type': 'application/json', ...headers })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

function sendError(response: ServerResponse, error: unknown): void {
  if (error instanceof ApiError) {
    const body = { code: error.code, message: error.message, ...(error.status === 429 && { retry_after: 1 }) }
    send(response, error.status, body, error.headers)
  } else {
    send(response, 500, { code: 0, message: String(error) })
  }
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`
}
