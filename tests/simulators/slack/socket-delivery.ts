import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Delivered, type Delivery, type Kind, TRIES } from './delivery.ts'

interface Envelope {
  readonly id: string
  readonly kind: Kind
  readonly payload: object
  tries: number
  socket?: WebSocket
  timer?: NodeJS.Timeout
  readonly done: (delivered: Delivered) => void
}

export interface SocketDelivery extends Delivery {
  /** Says goodbye as Slack does when it renews a connection; what is not acknowledged goes over the next one. */
  renewConnections(): void
  /** Sends these very words over each connection. */
  sendRaw(words: string): void
  connections(): number
  /** The connections that are open stay so, and nothing passes over them any more in either direction. */
  goSilent(): void
}

/**
 * Socket Mode: each envelope goes to one of the open connections, and again when it is not acknowledged in time or the
 * connection ends. Without a connection it waits.
 */
export function createSocketDelivery(server: Server, redeliverAfterMs: number): SocketDelivery {
  const sockets = new WebSocketServer({ server })
  const open = new Set<WebSocket>()
  const waiting = new Map<string, Envelope>()
  let count = 0

  sockets.on('connection', (socket) => {
    open.add(socket)
    socket.on('message', (data) => acknowledge(JSON.parse(String(data))))
    socket.on('close', () => lose(socket))
    socket.send(JSON.stringify({ type: 'hello', num_connections: open.size }))
    for (const envelope of waiting.values()) if (!envelope.socket) send(envelope)
  })

  function send(envelope: Envelope): void {
    const socket = [...open].at(-1)
    if (!socket) return
    envelope.socket = socket
    envelope.tries += 1
    envelope.timer = setTimeout(() => again(envelope), redeliverAfterMs)
    const { id, kind, payload, tries } = envelope
    const retry = kind === 'events_api' ? { retry_attempt: tries - 1, retry_reason: tries > 1 ? 'timeout' : '' } : {}
    socket.send(JSON.stringify({ envelope_id: id, type: kind, accepts_response_payload: true, payload, ...retry }))
  }

  function again(envelope: Envelope): void {
    clearTimeout(envelope.timer)
    delete envelope.socket
    if (envelope.kind === 'events_api' && envelope.tries < TRIES) send(envelope)
    else end(envelope, { acknowledged: false, tries: envelope.tries })
  }

  function lose(socket: WebSocket): void {
    open.delete(socket)
    for (const envelope of [...waiting.values()].filter((one) => one.socket === socket)) again(envelope)
  }

  function acknowledge({ envelope_id, payload }: { envelope_id: string; payload?: object }): void {
    const envelope = waiting.get(envelope_id)
    const answer = payload && Object.keys(payload).length > 0 ? { answer: payload } : {}
    if (envelope) end(envelope, { acknowledged: true, tries: envelope.tries, ...answer })
  }

  function end(envelope: Envelope, delivered: Delivered): void {
    clearTimeout(envelope.timer)
    waiting.delete(envelope.id)
    envelope.done(delivered)
  }

  return {
    deliver(kind, payload) {
      return new Promise((done) => {
        count += 1
        const envelope: Envelope = { id: `envelope-${count}`, kind, payload, tries: 0, done }
        waiting.set(envelope.id, envelope)
        send(envelope)
      })
    },
    renewConnections() {
      for (const socket of open) socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }))
    },
    sendRaw(words) {
      for (const socket of open) socket.send(words)
    },
    connections: () => open.size,
    goSilent() {
      for (const socket of [...open]) {
        socket.pause()
        lose(socket)
      }
    },
    stop() {
      for (const { timer } of waiting.values()) clearTimeout(timer)
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}
