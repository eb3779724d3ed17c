import httpProxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Figures, observeAnswers } from './observe-answers.ts'
import { perRequest } from './per-request.ts'

/** An instance that requests can go to. `task` put its release there. */
export interface Reachable {
  readonly kind: 'instance'
  readonly id: string
  readonly task: string
  readonly port: number
  /** Who takes over what this one fails to answer, where asking twice does no harm: users need not suffer for a canary. */
  readonly otherwise?: Reachable
}

/** Where a request goes, or why nowhere. `task` put the release there that should have it. */
export type Upstream = Reachable | { readonly kind: 'none'; readonly task?: string; readonly sentence: string }

/** undici's default of 128 connections would make streams that stay open block everybody else. */
const CONNECTIONS_TO_AN_INSTANCE = 4_096
/** A kept-alive connection may be closed by the instance just as a request is sent on it: safe methods try once more. */
const RETRIES = 1
/** May be sent again: they change nothing, and have no body that is gone by then. */
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

/**
 * The reverse proxy in front of one service in one environment.
 * @param upstream asked for each request.
 * @param hold told when an instance has one request more, or one less, to answer.
 */
export async function createProxy(
  upstream: () => Upstream,
  hold: (instance: string, by: 1 | -1) => void,
  figures: Figures | undefined,
): Promise<FastifyInstance> {
  const server = Fastify({ forceCloseConnections: true })
  const chosen = perRequest<Reachable>(server)
  const observer = figures && observeAnswers(server, figures)

  const take = (request: FastifyRequest, reply: FastifyReply, to: Reachable): void => {
    chosen.set(request, to)
    hold(to.id, 1)
    reply.raw.once('close', () => hold(to.id, -1))
  }
  const failed = (reply: FastifyReply): void => {
    const { request } = reply
    const { otherwise } = chosen.get(request) ?? {}
    if (!otherwise || !SAFE_METHODS.includes(request.method)) {
      unavailable(reply, 502, 'The service does not answer. Please try again in a moment.')
      return
    }
    observer?.failed(request)
    take(request, reply, otherwise)
    void reply.from(undefined, replyOptions)
  }
  const replyOptions: FastifyHttpProxyOptions['replyOptions'] = {
    getUpstream: (request) => `http://127.0.0.1:${chosen.get(request)?.port}`,
    retriesCount: RETRIES,
    rewriteRequestHeaders: (request, headers) => ({
      ...headers,
      'x-forwarded-host': request.headers.host,
      'x-forwarded-proto': 'http',
      'x-forwarded-for': [request.headers['x-forwarded-for'], request.ip].filter(Boolean).join(', '),
    }),
    onError: (reply) => failed(reply as FastifyReply),
  }

  await server.register(httpProxy, {
    upstream: '',
    websocket: true,
    undici: { connections: CONNECTIONS_TO_AN_INSTANCE, bodyTimeout: 0 },
    preHandler(request, reply, next) {
      const to = upstream()
      if (to.task !== undefined) observer?.begin(request, reply, to.task)
      if (to.kind === 'none') return unavailable(reply, 503, to.sentence)
      take(request, reply, to)
      next()
    },
    replyOptions,
  })
  return server
}

function unavailable(reply: FastifyReply, status: 502 | 503, sentence: string): void {
  void reply.code(status).header('retry-after', '1').type('text/plain; charset=utf-8').send(`${sentence}\n`)
}
