import Fastify from 'fastify'
import type { RegisteredAgent } from '../../src/ports/agent-registry.ts'
import { agentsPage } from './agents-page.ts'
import { listenError } from './listen-error.ts'
import { examine, type HealthPart } from './readiness.ts'

export interface HealthServerConfig {
  readonly host: string
  readonly port: number
  readonly version: string
  /** What must work for the bot to be of use; undefined while it starts. */
  readonly parts: () => readonly HealthPart[] | undefined
  /** Who is there to take steps; undefined while it starts. */
  readonly agents: () => Promise<readonly RegisteredAgent[]> | undefined
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

/**
 * Serves `/health` (the process lives: always 200), `/ready` (200 only when every part works, each of them named),
 * `/agents` (who is there to take steps), and the other pages.
 * @throws {CannotListenError} when the address cannot be had, with what to do.
 */
export async function startHealthServer({
  host,
  port,
  version,
  parts,
  agents,
  pages = {},
}: HealthServerConfig): Promise<HealthServer> {
  const server = Fastify({ forceCloseConnections: true })
  server.get('/health', () => ({ status: 'alive', version, uptimeSeconds: Math.floor(process.uptime()) }))
  server.get('/ready', async (_request, reply) => {
    const readiness = await examine(parts())
    return reply.code(readiness.status === 'ready' ? 200 : NOT_READY).send(readiness)
  })
  server.get('/agents', async (_request, reply) => {
    const page = await agentsPage(agents)
    return reply.code(page.status === 'known' ? 200 : NOT_READY).send(page)
  })
  for (const [path, page] of Object.entries(pages)) {
    server.get(path, async (_request, reply) => {
      const { contentType, text } = await page()
      return reply.type(contentType).send(text)
    })
  }
  // The reason of a fault may name hosts and users, and these pages ask nobody who they are.
  server.setErrorHandler((_error, _request, reply) => reply.code(NOT_READY).send({ status: 'does not work' }))
  try {
    await server.listen({ host, port })
  } catch (cause) {
    throw listenError(cause, host, port)
  }
  const address = server.server.address()
  const bound = address !== null && typeof address === 'object' ? address.port : port
  return { port: bound, stop: () => server.close() }
}
