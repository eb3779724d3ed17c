import { Agent, type ClientRequest, createServer, IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { ProxyServer } from 'httpxy'
import { TRUST_NOBODY } from './forwarding.ts'
import { LOOPBACK } from './free-port.ts'
import { endsHere } from './hop-by-hop.ts'
import { type Observation, observeAnswer } from './observe-answers.ts'
import { type Failure, failureOf, isOfTheRelease, SilenceError } from './proxy-failure.ts'
import { REFUSED_METHODS, reply, replyToConnect, replyToFailure, replyToMethod } from './proxy-replies.ts'
import { isWebSocket, rewriteRequest } from './rewrite-request.ts'
import { onSilence } from './silence.ts'
import type { ProxyConfig, Reachable, Upstream } from './upstream.ts'
import { passWebSockets } from './web-sockets.ts'

/** Streams that stay open must not block everybody else. */
const CONNECTIONS_TO_AN_INSTANCE = 4_096
/** Longer than the web servers in front keep theirs, so that none sends a request just as we close. */
const KEEP_ALIVE_MS = 72_000
/** May be sent again: they change nothing. */
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']
/** One request on its way. A field of it, since a `WeakMap` costs the garbage collector more than a proxy may lose. */
interface Passage {
  readonly observation: Observation
  to: Reachable
  outgoing?: ClientRequest
  stopWatching?: () => void
  isRepeated: boolean
}

class PassingRequest extends IncomingMessage {
  passage: Passage | undefined = undefined
}

type Response = ServerResponse<PassingRequest>

/** The reverse proxy in front of one service in one environment. */
export function createProxy({ upstream, hold, figures, trust = () => TRUST_NOBODY, now }: ProxyConfig): Server {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS_TO_AN_INSTANCE })
  const passing = new ProxyServer<PassingRequest, Response>()

  const serve = (request: PassingRequest, response: Response): void => {
    if (REFUSED_METHODS.includes(request.method ?? '')) replyToMethod(response)
    else begin(request, response, upstream())
  }
  const begin = (request: PassingRequest, response: Response, to: Upstream): void => {
    const observation = observeAnswer(figures, to.task, now)
    response.once('close', () => observation.left(request.complete))
    if (to.kind === 'none') {
      observation.failed()
      reply(response, 503, to.sentence)
    } else {
      rewriteRequest(request, trust())
      request.passage = { observation, to, isRepeated: false }
      send(request, response, to)
    }
  }
  const send = (request: PassingRequest, response: Response, { id, port }: Reachable): void => {
    hold(id, 1)
    response.once('close', () => hold(id, -1))
    const options = { target: { host: LOOPBACK, port }, agent, selfHandleResponse: true }
    // What goes wrong is told by the events below.
    passing.web(request, response, options).catch(() => undefined)
  }

  passing.on('proxyReq', (outgoing, request) => {
    const { passage } = request
    if (!passage) return
    passage.outgoing = outgoing
    passage.stopWatching?.()
    passage.stopWatching = onSilence(outgoing, () => {
      const isUser = !request.complete && !outgoing.writableNeedDrain
      outgoing.destroy(new SilenceError(isUser ? 'silent-user' : 'silent-instance'))
    })
  })
  passing.on('proxyRes', (answer, request, response) => {
    const { passage } = request
    passage?.stopWatching?.()
    if (response.headersSent || response.destroyed) return
    try {
      passAnswer(answer, response)
      passage?.observation.answered(response.statusCode)
    } catch {
      // A status or a header that HTTP does not know.
      answer.destroy()
      fail(request, response, 'no-answer')
    }
  })
  passing.on('error', (error, request, response) => {
    if (request && response && 'headersSent' in response) fail(request, response, failureOf(error))
  })

  const fail = (request: PassingRequest, response: Response, failure: Failure): void => {
    const { passage } = request
    const hasLeft = response.destroyed || (request.destroyed && !request.complete)
    // Whoever has gone, or has had an answer already, is not answered once more.
    if (!passage || response.headersSent || hasLeft) return
    passage.stopWatching?.()
    const next = nextFor(request, passage, failure)
    if (next) {
      if (next !== passage.to) passage.observation.takenOver()
      request.passage = { ...passage, to: next, isRepeated: next === passage.to }
      send(request, response, next)
      return
    }
    if (isOfTheRelease(failure)) passage.observation.failed()
    else passage.observation.dropped()
    replyToFailure(response, failure)
  }

  const server = createServer(
    {
      IncomingMessage: PassingRequest,
      keepAliveTimeout: KEEP_ALIVE_MS,
      // Uploads take as long as they take; `onSilence` ends those that stand still. Headers have a minute.
      requestTimeout: 0,
      // Any other upgrade is none that we know, and RFC 9110, 7.8 has it answered as if it were not asked for.
      shouldUpgradeCallback: isWebSocket,
    },
    serve,
  )
  server.on('connect', (_, socket) => replyToConnect(socket))
  // A connection that cannot be taken, for want of file descriptors, must not end the host.
  server.on('error', () => undefined)
  passWebSockets(server, { upstream, hold, figures, trust, now })
  server.once('close', () => agent.destroy())
  return server
}

/**
 * Who is asked next: the same instance, when it had closed the kept connection just as the request came; else who takes
 * over. Only what changes nothing and has no body that is gone by then is asked twice.
 */
function nextFor({ method = '', headers }: IncomingMessage, passage: Passage, failure: Failure): Reachable | undefined {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
  if (!SAFE_METHODS.includes(method) || hasBody || !isOfTheRelease(failure)) return undefined
  const wasStale = failure === 'no-answer' && passage.outgoing?.reusedSocket === true
  if (wasStale && !passage.isRepeated) return passage.to
  return passage.to.otherwise
}

/**
 * Passes an instance's answer on to its user, as it comes.
 * @throws {Error} when it has a status or a header that HTTP does not know; nothing was sent then.
 */
function passAnswer(answer: IncomingMessage, response: ServerResponse): void {
  response.writeHead(answer.statusCode ?? 0, answer.statusMessage, passedOn(answer))
  // A stream's first word may take its time.
  response.flushHeaders()
  answer.pipe(response)
}

/** Header names and values in turn, as they were sent. The body gets its own framing for the user's connection. */
function passedOn({ headers, rawHeaders }: IncomingMessage): string[] {
  const endsAtUs = endsHere(headers.connection)
  return rawHeaders.flatMap((name, index) => {
    const isName = index % 2 === 0
    const lower = name.toLowerCase()
    return isName && lower !== 'transfer-encoding' && !endsAtUs(lower) ? [name, rawHeaders[index + 1] ?? ''] : []
  })
}
