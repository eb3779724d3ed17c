import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Door } from '../door.ts'
import type { ApiBehind } from './behind.ts'
import { ForeignPageError, NotAuthenticatedError, type Presented } from './caller.ts'
import { type ConsoleSite, isFromPageOf, sitesOf } from './console-site.ts'
import { problem, sendProblem } from './problem.ts'

export interface Doorkeeper {
  readonly behind: () => ApiBehind
  /** The address of the console for browsers; undefined where it is only on this machine. */
  readonly url: string | undefined
  /** Counts what an address was refused. */
  readonly refused: Door['refused']
}

const TOO_MANY = 429
const BEARER = /^Bearer ([!-~]{1,8192})$/i
/** Browsers cannot set headers of a WebSocket, but they name protocols; an address would end up in logs. */
const TOKEN_PROTOCOL = /(?:^|,)\s*shipmate\.token\.([\w.~+-]{1,8192})\s*(?:,|$)/
const CSRF_PROTOCOL = /(?:^|,)\s*shipmate\.csrf\.([A-Za-z0-9_-]{1,64})\s*(?:,|$)/
const LOOKS: ReadonlySet<string> = new Set(['GET', 'HEAD'])
/** Where a browser may start a request that shows something: the console's pages, and its address bar. */
const OWN_FETCHES: ReadonlySet<string> = new Set(['same-origin', 'none'])

/**
 * Lets in who shows a valid token, or the cookie of a session. A token is shown on purpose. A cookie comes with whatever a
 * browser sends, so what is more than a look takes proof that the console's own page sends it: its origin, and the secret
 * that only this page was given. Other programs on this machine may see the cookie, and cannot act with it.
 */
export function authenticateRequests(server: FastifyInstance, { behind, url, refused }: Doorkeeper): void {
  server.addHook('onRequest', async (request, reply) => {
    const shown = shownBy(request, url)
    const principal = shown && (await behind().authenticate(shown.presented))
    if (!shown || !principal) {
      if (await isRefusedTooOften(request, reply, refused)) return reply
      reply.header('www-authenticate', 'Bearer realm="shipmate"')
      throw new NotAuthenticatedError('nothing valid was shown')
    }
    if (shown.site) await requireOwnPage(request, shown.site, shown.presented, behind())
    request.caller = { ...principal, presented: shown.presented }
  })
}

interface Shown {
  readonly presented: Presented
  /** Where a cookie is from. */
  readonly site?: ConsoleSite
}

/** A request with a header for a token is judged by that header alone. */
function shownBy(request: FastifyRequest, url: string | undefined): Shown | undefined {
  const { authorization, upgrade, ...headers } = request.headers
  if (authorization !== undefined) return bearerOf(authorization)
  const named = upgrade === undefined ? undefined : TOKEN_PROTOCOL.exec(headers['sec-websocket-protocol'] ?? '')?.[1]
  return bearer(named) ?? cookieOf(request, url)
}

/** What a header `Authorization` shows; undefined where it shows no token. */
export function bearerOf(authorization: string): Shown | undefined {
  return bearer(BEARER.exec(authorization)?.[1])
}

const bearer = (value: string | undefined): Shown | undefined =>
  value === undefined ? undefined : { presented: { kind: 'bearer', value } }

function cookieOf({ headers, cookies }: FastifyRequest, url: string | undefined): Shown | undefined {
  for (const site of sitesOf(headers, url)) {
    const value = cookies[site.cookie]
    if (value !== undefined) return { presented: { kind: 'cookie', value }, site }
  }
  return undefined
}

/** @throws {ForeignPageError} */
async function requireOwnPage(
  { headers, method }: FastifyRequest,
  site: ConsoleSite,
  { value }: Presented,
  { logins }: ApiBehind,
): Promise<void> {
  const isSocket = headers.upgrade !== undefined
  if (LOOKS.has(method) && !isSocket) {
    const from = headers['sec-fetch-site']
    if (from !== undefined && !OWN_FETCHES.has(String(from))) throw new ForeignPageError(`a page of ${from} looks`)
    return
  }
  if (!isFromPageOf(headers, site)) throw new ForeignPageError(`${headers.origin ?? 'no page'} is not ${site.origin}`)
  const sent = isSocket ? CSRF_PROTOCOL.exec(headers['sec-websocket-protocol'] ?? '')?.[1] : headers['x-csrf-token']
  const session = await logins.presented(value)
  if (!session?.hasCsrf(typeof sent === 'string' ? sent : undefined))
    throw new ForeignPageError('the secret of its page is missing or wrong')
}

/** Answers and says true where an address has guessed too often. */
export async function isRefusedTooOften(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Door['refused'],
): Promise<boolean> {
  const { isTooOften } = await refused(request)
  if (!isTooOften) return false
  sendProblem(reply, problem(TOO_MANY, 'too_many', 'Too many requests without a valid token. Wait a minute.'))
  return true
}
