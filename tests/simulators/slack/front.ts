import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Installs } from './install.ts'
import type { Answer, Arguments } from './methods/answer.ts'
import { refuse } from './methods/answer.ts'
import type { RateLimits } from './rate-limits.ts'
import type { ResponseUrls } from './response-urls.ts'
import { refuseScope, type Tokens } from './tokens.ts'
import type { Workspace } from './workspace.ts'

/** How a call is to fail: with an error of Slack, with an HTTP status, or done but with its answer lost on the way. */
export type Failure = string | { readonly status: number; readonly retryAfter?: number } | { readonly answerLost: true }

export interface Call {
  readonly method: string
  readonly args: Arguments
  readonly team: string
}

export interface FrontParts {
  readonly tokens: Tokens
  /** Undefined when nothing is counted. */
  readonly rates: RateLimits | undefined
  readonly responses: ResponseUrls
  readonly installs: Installs
  readonly workspaces: () => Iterable<Workspace>
  readonly call: (workspace: Workspace, method: string, args: Arguments) => Answer
  /** Makes the next calls of a method fail, one failure each. */
  readonly failures: Map<string, Failure[]>
  readonly calls: Call[]
}

/** What answers HTTP requests of the app: Web API, uploads and response URLs. */
export function createFront(parts: FrontParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request)
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://slack')
    if (pathname.startsWith('/upload/')) return upload(parts, pathname.replace('/upload/', ''), body, response)
    if (pathname.startsWith('/response/')) {
      const answered = parts.responses.answer(pathname.replace('/response/', ''), body.toString())
      return reply(response, answered.ok ? 200 : 404, answered)
    }
    const method = pathname.replace('/api/', '')
    answerCall(parts, request, response, method, { ...Object.fromEntries(searchParams), ...argumentsIn(request, body) })
  }
}

function answerCall(
  parts: FrontParts,
  { headers }: IncomingMessage,
  response: ServerResponse,
  method: string,
  args: Arguments,
): void {
  const workspace = parts.tokens.find(headers, args.token, method)
  const isKnown = !('ok' in workspace)
  parts.calls.push({ method, args, team: isKnown ? workspace.installation.team : '' })
  const failure = parts.failures.get(method)?.shift()
  if (failure !== undefined) failAsTold(response, failure, () => isKnown && parts.call(workspace, method, args))
  else if (!isKnown) reply(response, 200, workspace)
  else if (method === 'oauth.v2.access') reply(response, 200, parts.installs.exchange(args, headers.authorization))
  else answerFor(parts, response, { workspace, method, args })
}

function answerFor(
  { rates, call }: FrontParts,
  response: ServerResponse,
  { workspace, method, args }: { workspace: Workspace; method: string; args: Arguments },
): void {
  const { team, scopes } = workspace.installation
  const waitSeconds = workspace.tooFast.get(method) ?? rates?.take(team, method, args.channel ?? '')
  const told = scopes && { 'x-oauth-scopes': scopes.join(',') }
  if (waitSeconds !== undefined) fail(response, 429, waitSeconds, refuse('ratelimited'))
  else reply(response, 200, refuseScope(workspace, method) ?? call(workspace, method, args), told)
}

function failAsTold(response: ServerResponse, failure: Failure, done: () => unknown): void {
  if (typeof failure === 'string') reply(response, 200, refuse(failure))
  else if ('status' in failure) fail(response, failure.status, failure.retryAfter)
  else {
    done()
    response.destroy()
  }
}

function upload({ workspaces }: FrontParts, id: string, body: Buffer, response: ServerResponse): void {
  for (const workspace of workspaces()) {
    if (!workspace.uploads.has(id)) continue
    workspace.uploads.set(id, body.toString())
    workspace.bytes.set(id, body)
  }
  response.writeHead(200).end(`OK - ${body.length}`)
}

/** Arguments come as a form or as JSON; whatever is no text is in JSON. */
function argumentsIn({ headers }: IncomingMessage, body: Buffer): Arguments {
  if (!headers['content-type']?.includes('json')) return Object.fromEntries(new URLSearchParams(body.toString()))
  const given = JSON.parse(body.toString() || '{}') as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
}

function fail(response: ServerResponse, status: number, retryAfter: number | undefined, body?: Answer): void {
  const retry = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  response.writeHead(status, retry).end(body && JSON.stringify(body))
}

function reply(response: ServerResponse, status: number, answer: Answer, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(answer))
}
