import { Agent, type IncomingMessage, type Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createProxyServer } from 'httpxy'
import { LOOPBACK } from './free-port.ts'
import { type Observation, observeAnswer } from './observe-answers.ts'
import { failureOf } from './proxy-failure.ts'
import { rewriteUpgrade } from './rewrite-request.ts'
import type { ProxyConfig } from './upstream.ts'

/** How long an instance may take to accept or refuse. */
const UPGRADE_WITHIN_MS = 60_000

/** One that is asked for and not there yet. */
interface Asking {
  readonly observation: Observation
  isAnswered: boolean
}

/**
 * Passes WebSockets on: the instance accepts or refuses each itself. An accepted one is neither answer nor error; one that
 * is answered otherwise is a request like others.
 */
export function passWebSockets(
  server: Server,
  { upstream, hold, figures, trust, now }: ProxyConfig & Required<Pick<ProxyConfig, 'trust'>>,
): void {
  const open = new Set<Duplex>()
  const asking = new WeakMap<IncomingMessage, Asking>()
  const passing = createProxyServer()
  // An upgraded connection is never used again.
  const agent = new Agent()

  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    const to = upstream()
    const observation = observeAnswer(figures, to.task, now)
    if (to.kind === 'none') {
      observation.failed()
      say(socket, '503 Service Unavailable', to.sentence)
    } else {
      asking.set(request, { observation, isAnswered: false })
      hold(to.id, 1)
      socket.once('close', () => {
        observation.dropped()
        hold(to.id, -1)
      })
      rewriteUpgrade(request, trust())
      const target = { host: LOOPBACK, port: to.port }
      passing.ws(request, socket, { target, agent, upgradeTimeout: UPGRADE_WITHIN_MS }, head).catch(() => undefined)
    }
  })
  passing.on('proxyReqWs', (outgoing, request) => {
    const one = asking.get(request)
    if (!one) return
    outgoing.once('upgrade', () => {
      one.isAnswered = true
      one.observation.dropped()
    })
    outgoing.once('response', ({ statusCode = 0 }) => {
      one.isAnswered = true
      one.observation.answered(statusCode)
    })
  })
  passing.on('error', (error, request, socket) => {
    const one = request && asking.get(request)
    if (!one || one.isAnswered || !socket || 'headersSent' in socket || socket.destroyed) return
    one.isAnswered = true
    if (failureOf(error) === 'ours') one.observation.dropped()
    else one.observation.failed()
    say(socket, '502 Bad Gateway', 'The service does not answer. Please try again in a moment.')
  })
  const { close } = server
  // Node does not count these among its connections, but waits for them.
  server.close = (done) => {
    for (const socket of open) socket.destroy()
    return close.call(server, done)
  }
}

function say(socket: Duplex, status: string, sentence: string): void {
  const head = ['retry-after: 1', 'connection: close', 'content-type: text/plain; charset=utf-8'].join('\r\n')
  socket.end(`HTTP/1.1 ${status}\r\n${head}\r\n\r\n${sentence}\n`)
}
