import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Delivered, type Delivery, type DeliveryOptions, type Kind, TRIES } from './delivery.ts'

interface Envelope {
  readonly id: string
  readonly kind: Kind
  readonly payload: object
  tries: number
  reason: string
  /** Between two tries. */
  isPausing: boolean
  socket?: WebSocket
  callOff?: () => void
  readonly done: (delivered: Delivered) => void
}

/** Why Slack ends a connection. A warning comes about ten seconds before it. */
export type DisconnectReason = 'refresh_requested' | 'warning' | 'link_disabled'

export interface SocketDelivery extends Delivery {
  /** Says goodbye as Slack does when it renews a connection; what is not acknowledged goes over the next one. */
  renewConnections(reason?: DisconnectReason): void
  /** Sends these very words over each connection. */
  sendRaw(words: string): void
  /** Ends every connection without a word. */
  dropSockets(): void
  /** From now on nothing comes over the open connections, no pong and no ping, though they stay open; new ones are well. */
  goSilent(): void
  connections(): number
}

export interface SocketDeliveryOptions extends DeliveryOptions {
  readonly waitsMs: number
}

/** Slack pings so often that a client notices within half a minute that nothing comes. */
const PING_EVERY_MS = 10_000

/**
 * Socket Mode: each envelope goes to one of the open connections in turn, and again when it is not acknowledged in time or
 * the connection ends. Without a connection it waits.
 */
export function createSocketDelivery(
  server: Server,
  { clock, pausesMs, waitsMs }: SocketDeliveryOptions,
): SocketDelivery {
  const sockets = new WebSocketServer({ server, autoPong: false })
  const open = new Set<WebSocket>()
  const silent = new WeakSet<WebSocket>()
  /** Told to go: nothing new comes over them. */
  const leaving = new WeakSet<WebSocket>()
  const waiting = new Map<string, Envelope>()
  let count = 0
  let turn = 0
  let stopPings = () => {}

  sockets.on('connection', (socket) => {
    open.add(socket)
    socket.on('message', (data) => {
      if (!silent.has(socket)) acknowledge(JSON.parse(String(data)))
    })
    socket.on('ping', (data) => {
      if (!silent.has(socket)) socket.pong(data)
    })
    socket.on('error', () => undefined)
    socket.on('close', () => lose(socket))
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: open.size,
        debug_info: { approximate_connection_time: 18_060 },
      }),
    )
    for (const envelope of waiting.values()) if (!envelope.socket && !envelope.isPausing) send(envelope)
  })
  ping()

  function ping(): void {
    stopPings = clock.after(PING_EVERY_MS, () => {
      for (const socket of open) if (!silent.has(socket)) socket.ping()
      ping()
    })
  }

  function send(envelope: Envelope): void {
    const staying = [...open].filter((one) => !leaving.has(one))
    const socket = staying[turn % Math.max(1, staying.length)]
    if (!socket) return
    turn += 1
    envelope.socket = socket
    envelope.tries += 1
    envelope.callOff = clock.after(waitsMs, () => again(envelope, 'timeout'))
    const { id, kind, payload, tries, reason } = envelope
    const retry = kind === 'events_api' ? { retry_attempt: tries - 1, retry_reason: tries > 1 ? reason : '' } : {}
    if (silent.has(socket)) return
    socket.send(
      JSON.stringify({
        envelope_id: id,
        type: kind,
        accepts_response_payload: kind !== 'events_api',
        payload,
        ...retry,
      }),
    )
  }

  function again(envelope: Envelope, reason: string): void {
    envelope.callOff?.()
    delete envelope.socket
    envelope.reason = reason
    const pauseMs = pausesMs[envelope.tries - 1] ?? 0
    if (envelope.kind !== 'events_api' || envelope.tries >= TRIES)
      end(envelope, { acknowledged: false, tries: envelope.tries })
    else if (pauseMs === 0) send(envelope)
    else {
      envelope.isPausing = true
      envelope.callOff = clock.after(pauseMs, () => {
        envelope.isPausing = false
        send(envelope)
      })
    }
  }

  function lose(socket: WebSocket): void {
    open.delete(socket)
    for (const envelope of [...waiting.values()].filter((one) => one.socket === socket))
      again(envelope, 'connection_lost')
  }

  function acknowledge({ envelope_id, payload }: { envelope_id: string; payload?: object }): void {
    const envelope = waiting.get(envelope_id)
    const answer = payload && Object.keys(payload).length > 0 ? { answer: payload } : {}
    if (envelope) end(envelope, { acknowledged: true, tries: envelope.tries, ...answer })
  }

  function end(envelope: Envelope, delivered: Delivered): void {
    envelope.callOff?.()
    waiting.delete(envelope.id)
    envelope.done(delivered)
  }

  return {
    deliver(kind, payload) {
      return new Promise((done) => {
        count += 1
        const id = `envelope-${count}`
        const envelope: Envelope = { id, kind, payload, tries: 0, reason: '', isPausing: false, done }
        waiting.set(id, envelope)
        send(envelope)
      })
    },
    renewConnections(reason = 'refresh_requested') {
      for (const socket of open) {
        if (reason !== 'warning') leaving.add(socket)
        socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'here' } }))
      }
    },
    sendRaw(words) {
      for (const socket of open) socket.send(words)
    },
    dropSockets() {
      for (const socket of open) socket.terminate()
    },
    goSilent() {
      for (const socket of open) silent.add(socket)
    },
    connections: () => open.size,
    stop() {
      stopPings()
      for (const { callOff } of waiting.values()) callOff?.()
      for (const socket of open) socket.terminate()
      sockets.close()
    },
  }
}
