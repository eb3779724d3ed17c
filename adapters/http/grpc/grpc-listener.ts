import type { ServerOptions } from 'node:http2'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance } from 'fastify'
import { countsItself } from '../counts-itself.ts'
import { listenError } from '../listen-error.ts'
import { type GrpcParts, serveGrpc } from './serve-grpc.ts'

export interface GrpcListenerConfig extends GrpcParts {
  readonly host: string
  readonly port: number
  /** PEM texts. Left out: in the clear, which is for the loopback alone. */
  readonly tls?: { readonly cert: string; readonly key: string }
}

export interface GrpcListener {
  readonly port: number
  stop(): Promise<void>
}

/** Of one connection: more than a token may have streams, so that one too many is refused and not kept waiting. */
const HTTP2: ServerOptions = { settings: { maxConcurrentStreams: 250 }, maxSessionMemory: 10 }
const REQUESTS_A_MINUTE = 1_200

/**
 * gRPC over HTTP/2, on a port of its own: clients in the clear speak HTTP/2 without asking, so that a port cannot take both.
 * @throws {CannotListenError} when the address cannot be had, with what to do.
 */
export async function startGrpcListener({ host, port, tls, ...parts }: GrpcListenerConfig): Promise<GrpcListener> {
  let count = 0
  const server = Fastify({
    ...{ http2: true, forceCloseConnections: true, genReqId: () => `grpc-${++count}` },
    ...(tls ? { https: { ...HTTP2, ...tls, allowHTTP1: false } } : { http: HTTP2 }),
    // Its types tell the servers of HTTP/1 and HTTP/2 apart, and its plugins take both.
  } as object) as FastifyInstance
  await server.register(rateLimit, {
    ...{ max: REQUESTS_A_MINUTE, timeWindow: '1 minute' },
    allowList: ({ routeOptions }) => countsItself(routeOptions),
  })
  await serveGrpc(server, parts)
  try {
    await server.listen({ host, port })
  } catch (cause) {
    throw listenError(cause, host, port, 'grpcPort')
  }
  const address = server.server.address()
  const bound = address !== null && typeof address === 'object' ? address.port : port
  return { port: bound, stop: () => server.close() }
}
