import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify'
import { type ApiParts, serveApi } from './api/serve-api.ts'
import { serveConsole } from './console/serve-console.ts'
import { countsItself } from './counts-itself.ts'
import { type GrpcParts, serveGrpc } from './grpc/serve-grpc.ts'
import { listenError } from './listen-error.ts'
import { isLiveUpgrade } from './live/serve-live.ts'
import { serveMcp } from './mcp/serve-mcp.ts'
import { isOwnHost, type OwnHosts } from './own-hosts.ts'
import { examine, type HealthPart, type Readiness } from './readiness.ts'
import { serveWebhooks, type Webhooks } from './webhook-routes.ts'
import { agentsPage, type ListWorkers, workersPage } from './workers-page.ts'

export interface HealthServerConfig {
  readonly host: string
  readonly port: number
  /** What else than its address this host is called by those who read the pages. */
  readonly hosts?: readonly string[]
  readonly version: string
  /** The address of the console for browsers, where it is not only on this machine. */
  readonly url?: string | undefined
  /** What must work for the bot to be of use; undefined while it starts. */
  readonly parts: () => readonly HealthPart[] | undefined
  /** Who is there to take steps; undefined while it starts. */
  readonly workers: ListWorkers
  /** What is wrong with the bot itself, by name. Left out: nobody looks. */
  readonly alerts?: () => readonly string[]
  /** How long a request may take to arrive as a whole, so that slow ones do not add up. */
  readonly receivedWithinMs?: number
  /** From one address; more are refused. */
  readonly requestsAMinute?: number
  /** What hosts of repositories deliver. Left out: nothing is taken. */
  readonly webhooks?: Webhooks
  /** Left out: there is no API, and no console, which asks it. */
  readonly api?: Omit<ApiParts, 'version' | 'url'>
  /** Left out: neither Connect nor gRPC-Web is served. */
  readonly grpc?: Omit<GrpcParts, 'isReady'>
  /** Other pages by their path, such as `/metrics`. */
  readonly pages?: Readonly<Record<string, () => Promise<Page>>>
}

export interface Page {
  readonly contentType: string
  readonly text: string
}

export interface HealthServer {
  readonly port: number
  stop(): Promise<void>
}

const NOT_READY = 503
const MISDIRECTED = 421
const TOO_LARGE = 413
const TOO_MANY = 429
/** Twenty a second, where a probe asks once in ten and Prometheus once in fifteen. */
const REQUESTS_A_MINUTE = 1_200
const RECEIVED_WITHIN_MS = 30_000
const CHECK_EVERY_MS = 5_000
/** A token, a cookie and what proxies add are far less. */
const LARGEST_HEADERS_BYTES = 16 * 1024

/**
 * Serves `/health` (the process lives: always 200), `/ready` (200 only when every part works, each of them named),
 * `/workers` (who is there to take steps), `/agents` (who judges), and the other pages. All but `/health` answer only to
 * their own names, and only so often: a page open in somebody's browser must not read them, nor keep the database busy.
 * @throws {CannotListenError} when the address cannot be had, with what to do.
 */
export async function startHealthServer({
  host,
  port,
  hosts = [],
  url,
  requestsAMinute = REQUESTS_A_MINUTE,
  receivedWithinMs = RECEIVED_WITHIN_MS,
  version,
  parts,
  workers,
  alerts = () => [],
  pages = {},
  webhooks,
  api,
  grpc,
}: HealthServerConfig): Promise<HealthServer> {
  const server = Fastify({
    forceCloseConnections: true,
    requestTimeout: receivedWithinMs,
    http: {
      shouldUpgradeCallback: isLiveUpgrade,
      headersTimeout: receivedWithinMs,
      connectionsCheckingInterval: Math.min(receivedWithinMs, CHECK_EVERY_MS),
      maxHeaderSize: LARGEST_HEADERS_BYTES,
    },
  })
  await guard(
    server,
    { bound: host, named: url === undefined ? hosts : [...hosts, new URL(url).hostname] },
    requestsAMinute,
  )
  server.get('/health', () => ({ status: 'alive', version, uptimeSeconds: Math.floor(process.uptime()) }))
  server.get('/ready', async (_request, reply) => {
    const readiness = await examine(parts())
    return reply.code(readiness.status === 'ready' ? 200 : NOT_READY).send(withAlerts(readiness, alerts()))
  })
  for (const [path, draw] of Object.entries({ '/workers': workersPage, '/agents': agentsPage })) {
    server.get(path, async (_request, reply) => {
      const page = await draw(workers)
      return reply.code(page.status === 'known' ? 200 : NOT_READY).send(page)
    })
  }
  for (const [path, page] of Object.entries(pages)) {
    server.get(path, async (_request, reply) => {
      const { contentType, text } = await page()
      return reply.type(contentType).send(text)
    })
  }
  if (webhooks) await serveWebhooks(server, webhooks)
  if (api) {
    await serveApi(server, { ...api, url, version })
    await serveMcp(server, { ...api, url, version })
    await serveConsole(server)
  }
  if (grpc) await serveGrpc(server, { ...grpc, isReady: async () => (await examine(parts())).status === 'ready' })
  server.setErrorHandler<FastifyError>((error, _request, reply) => {
    if (error.statusCode === TOO_LARGE) return reply.code(TOO_LARGE).send({ status: 'too large' })
    if (error.statusCode === TOO_MANY) return reply.code(TOO_MANY).send({ status: 'too many requests' })
    // The reason of a fault may name hosts and users, and these pages ask nobody who they are.
    return reply.code(NOT_READY).send({ status: 'does not work' })
  })
  try {
    await server.listen({ host, port })
  } catch (cause) {
    throw listenError(cause, host, port)
  }
  const address = server.server.address()
  const bound = address !== null && typeof address === 'object' ? address.port : port
  return { port: bound, stop: () => server.close() }
}

async function guard(server: FastifyInstance, own: OwnHosts, max: number): Promise<void> {
  server.addHook('onRequest', async (request, reply) => {
    // A webhook is signed, and hosts know the bot by a name of its own.
    if (isForEverybody(request) || isWebhook(request) || isOwnHost(request.headers.host, own)) return
    const sentence =
      'This page does not answer to that name. Set http.hosts in shipmate.yaml, or SHIPMATE_HTTP_HOSTS.\n'
    return reply.code(MISDIRECTED).type('text/plain; charset=utf-8').send(sentence)
  })
  await server.register(rateLimit, { max, timeWindow: '1 minute', allowList: isCountedElsewhere })
}

/** Which of them, is for those who show a token: this page asks nobody who they are. */
const withAlerts = (readiness: Readiness, names: readonly string[]) =>
  names.length === 0 ? readiness : { ...readiness, alerts: [...new Set(names)] }

const isWebhook = ({ routeOptions }: FastifyRequest): boolean => routeOptions.url?.startsWith('/webhooks/') ?? false

const isCountedElsewhere = (request: FastifyRequest): boolean =>
  isForEverybody(request) || countsItself(request.routeOptions)

/** Whoever restarts what does not answer must never be refused. */
function isForEverybody({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.url === '/health'
}
