import type { IncomingMessage } from 'node:http'
import websocket from '@fastify/websocket'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { BotError } from '../../../src/domain/errors.ts'
import type { ApiBehind } from '../api/behind.ts'
import { knownCaller } from '../api/caller.ts'
import type { Connections } from '../api/connections.ts'
import { isOwnOrigin } from '../api/own-origin.ts'
import { type Problem, problem, sendProblem } from '../api/problem.ts'
import { holdConnection } from './live-connection.ts'

const LIVE = '/ws'

/** The one protocol; a browser names it beside its token. */
const PROTOCOL = 'shipmate.v1'
const UPGRADE_REQUIRED = 426
const GOING_AWAY = 1001
/** For a reader to take the last frame when the bot stops. */
const LAST_FRAME_MS = 500

interface LiveParts {
  readonly behind: () => ApiBehind
  readonly connections: Connections
  /** The address in `http.url`. */
  readonly url: string | undefined
  readonly largestFrameBytes: number
  /** Whether one frame more is within what a caller may send in a minute. */
  readonly mayAsk: (request: FastifyRequest) => Promise<boolean>
  readonly problemOf: (error: unknown, requestId: string) => Problem
}

/** Thrown for a page of another origin: it must not use what its visitor's browser is let in with. */
class WrongOriginError extends BotError {
  override readonly name = 'WrongOriginError'
  readonly code = 'wrong_origin'
  readonly userMessage = 'A page of another address may not talk to Shipmate.'
}

/** Upgrades nothing else: a connection that was upgraded and then answered as a request would stay open. */
export const isLiveUpgrade = ({ method, url }: Pick<IncomingMessage, 'method' | 'url'>): boolean =>
  method === 'GET' && url?.split('?', 1)[0] === LIVE

/** The conversation over a WebSocket, for those who are let in to the API. */
export async function serveLive(server: FastifyInstance, parts: LiveParts): Promise<void> {
  await server.register(websocket, {
    options: {
      maxPayload: parts.largestFrameBytes,
      handleProtocols: (offered) => offered.has(PROTOCOL) && PROTOCOL,
    },
    // The library has closed what sent something that is no frame, with the code that says why.
    errorHandler: (_error, socket) => socket.close(),
    preClose(done) {
      for (const client of this.websocketServer.clients) {
        client.close(GOING_AWAY, 'stopping')
        setTimeout(() => client.terminate(), LAST_FRAME_MS).unref()
      }
      done()
    },
  })
  // A refusal is the last that an upgraded connection carries, and nothing else would end it.
  server.addHook('onResponse', async ({ headers, raw }) => {
    if (headers.upgrade !== undefined) raw.socket.destroySoon()
  })
  server.route({
    method: 'GET',
    url: LIVE,
    exposeHeadRoute: false,
    schema: { hide: true },
    preHandler: async (request) => {
      const { origin, host } = request.headers
      if (!isOwnOrigin(origin, host, parts.url)) throw new WrongOriginError(`a page of ${origin} wants to connect`)
      if (request.ws) request.raw.socket.once('close', parts.connections.take(knownCaller(request).user))
    },
    handler: (_request, reply) =>
      sendProblem(
        reply.header('upgrade', 'websocket'),
        problem(UPGRADE_REQUIRED, 'upgrade_required', 'This address speaks WebSocket.'),
      ),
    wsHandler: (socket, request) =>
      holdConnection(socket, {
        behind: parts.behind(),
        caller: knownCaller(request),
        mayAsk: () => parts.mayAsk(request),
        problemOf: (error) => parts.problemOf(error, request.id),
      }),
  })
}
