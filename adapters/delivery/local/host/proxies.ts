import httpProxy from '@fastify/http-proxy'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { observeAnswers } from './observe-answers.ts'
import { perRequest } from './per-request.ts'
import type { Answered } from './traffic-meter.ts'

/** Where the requests of users go now, or why nowhere. `task` put the release there that has, or should have, them. */
export type Upstream =
  | { readonly kind: 'instance'; readonly id: string; readonly task: string; readonly port: number }
  | { readonly kind: 'none'; readonly task?: string; readonly sentence: string }

/** Told of every request that a release answered, failed to answer, or kept waiting until its user gave up. */
export type Count = (place: string, answered: Answered) => void

/** `code` is the operating system's reason: EADDRINUSE, EACCES … */
export type Opening = { readonly kind: 'open' } | { readonly kind: 'unavailable'; readonly code: string }

/** The public ports: one reverse proxy for each service and environment. */
export interface Proxies {
  /** Opens the proxy, or moves it to another port; does nothing when it is open there. */
  open(place: string, port: number, upstream: () => Upstream): Promise<Opening>
  inFlight(instance: string): number
  close(): Promise<void>
}

interface OpenProxy {
  readonly port: number
  readonly server: FastifyInstance
}

/**
 * @param publicHost the address that users reach the public ports at.
 * @param idle called when an instance has answered its last running request.
 * @param count called once for each request that a release was there for; left out, nothing is observed.
 */
export function createProxies(publicHost: string, idle: (instance: string) => void, count?: Count): Proxies {
  const open = new Map<string, OpenProxy>()
  const running = new Map<string, number>()

  const hold = (instance: string, by: 1 | -1): void => {
    const next = (running.get(instance) ?? 0) + by
    if (next > 0) running.set(instance, next)
    else running.delete(instance)
    if (next === 0) idle(instance)
  }

  const openAt = async (place: string, port: number, upstream: () => Upstream): Promise<Opening> => {
    const before = open.get(place)
    if (before?.port === port) return { kind: 'open' }
    const server = await createProxy(upstream, hold, count && ((answered) => count(place, answered)))
    try {
      await server.listen({ host: publicHost, port })
    } catch (error) {
      await server.close()
      return { kind: 'unavailable', code: (error as NodeJS.ErrnoException).code ?? String(error) }
    }
    open.set(place, { port, server })
    await before?.server.close()
    return { kind: 'open' }
  }

  // One after another: two at once would find the port taken by each other.
  let last: Promise<unknown> = Promise.resolve()
  return {
    open(place, port, upstream) {
      const opening = last.then(() => openAt(place, port, upstream))
      last = opening.catch(() => undefined)
      return opening
    },
    inFlight: (instance) => running.get(instance) ?? 0,
    async close() {
      await Promise.all([...open.values()].map(({ server }) => server.close()))
      open.clear()
    },
  }
}

/** undici's default of 128 connections would make streams that stay open block everybody else. */
const CONNECTIONS_TO_AN_INSTANCE = 4_096
/** A kept-alive connection may be closed by the instance just as a request is sent on it: safe methods try once more. */
const RETRIES = 1

async function createProxy(
  upstream: () => Upstream,
  hold: (instance: string, by: 1 | -1) => void,
  count: ((answered: Answered) => void) | undefined,
): Promise<FastifyInstance> {
  const server = Fastify({ forceCloseConnections: true })
  const chosen = perRequest<string>(server)
  const observe = count && observeAnswers(server, count)
  await server.register(httpProxy, {
    upstream: '',
    websocket: true,
    undici: { connections: CONNECTIONS_TO_AN_INSTANCE, bodyTimeout: 0 },
    preHandler(request, reply, next) {
      const to = upstream()
      if (to.task !== undefined) observe?.(request, reply, to.task)
      if (to.kind === 'none') return unavailable(reply, 503, to.sentence)
      chosen.set(request, `http://127.0.0.1:${to.port}`)
      hold(to.id, 1)
      reply.raw.once('close', () => hold(to.id, -1))
      next()
    },
    replyOptions: {
      getUpstream: (request) => chosen.get(request) ?? '',
      retriesCount: RETRIES,
      rewriteRequestHeaders: (request, headers) => ({
        ...headers,
        'x-forwarded-host': request.headers.host,
        'x-forwarded-proto': 'http',
        'x-forwarded-for': [request.headers['x-forwarded-for'], request.ip].filter(Boolean).join(', '),
      }),
      onError: (reply) =>
        unavailable(reply as FastifyReply, 502, 'The service does not answer. Please try again in a moment.'),
    },
  })
  return server
}

function unavailable(reply: FastifyReply, status: 502 | 503, sentence: string): void {
  void reply.code(status).header('retry-after', '1').type('text/plain; charset=utf-8').send(`${sentence}\n`)
}
