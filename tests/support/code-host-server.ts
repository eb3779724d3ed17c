import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What a host of repositories knows, whichever dialect it speaks. */
export interface Forge {
  /** By `acme/payments#42`. */
  readonly pullRequests: Record<string, ForgePullRequest>
  /** By commit, the oldest first: every attempt of every check. */
  readonly checks: Record<string, readonly ForgeCheck[]>
  /** The one token that it knows. */
  readonly token: string
  /** It answers everything so. */
  fault?: 'rate-limit' | 'forbidden' | 'broken' | 'no-json' | 'endless' | 'silent'
  /** Paths that were asked for. */
  readonly asked: string[]
}

export interface ForgePullRequest {
  readonly title: string
  readonly author: string
  readonly state: 'open' | 'draft' | 'merged' | 'closed'
  readonly head: string
  readonly merged?: string
}

export interface ForgeCheck {
  readonly name: string
  readonly state: 'passed' | 'failed' | 'running' | 'skipped'
  /** Of which workflow or pipeline; the only one when left out. */
  readonly suite?: number
  /** Its host lets a commit pass without it; GitLab alone knows that. */
  readonly mayFail?: boolean
}

export interface ForgeAnswer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** How a dialect answers a path; undefined: there is nothing there. */
export type Dialect = (forge: Forge, path: string, query: URLSearchParams) => ForgeAnswer | undefined

export interface DialectOfForge {
  readonly answer: Dialect
  readonly tokenOf: (request: IncomingMessage) => string | undefined
  readonly rateLimited: ForgeAnswer
}

/** Serves a forge on a port of its own until the test is over. @returns Its address. */
export async function serveForge(forge: Forge, dialect: DialectOfForge): Promise<string> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://forge')
    forge.asked.push(`${request.method} ${pathname}`)
    if (forge.fault === 'silent') return
    const { status, body, headers } = answerTo(forge, dialect, request, pathname, searchParams)
    if (forge.fault === 'endless') return void endless(response)
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(forge.fault === 'no-json' ? '<html>' : JSON.stringify(body ?? { message: 'answered by the forge' }))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Far more than any answer has, as fast as it is read. */
function endless(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  const piece = 'x'.repeat(1024 * 1024)
  const write = (): void => {
    while (!response.destroyed && response.write(piece));
  }
  response.on('drain', write)
  response.on('error', () => undefined)
  write()
}

function answerTo(
  forge: Forge,
  { answer, tokenOf, rateLimited }: DialectOfForge,
  request: IncomingMessage,
  path: string,
  query: URLSearchParams,
): ForgeAnswer {
  if (tokenOf(request) !== forge.token) return { status: 401 }
  if (forge.fault === 'rate-limit') return rateLimited
  if (forge.fault === 'forbidden') return { status: 403 }
  if (forge.fault === 'broken') return { status: 500 }
  return answer(forge, path, query) ?? { status: 404 }
}
