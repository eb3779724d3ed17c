import { type WebSocket, WebSocketServer } from 'ws'
import type { SimulatorClock } from '../../clock.ts'
import { guildPayload, userPayload } from '../world/payloads.ts'
import type { World } from '../world/world.ts'
import { isToldOf, KNOWN_INTENTS, PRIVILEGED, withoutContent } from './intents.ts'
import { createSession, type Session } from './session.ts'

/** Longer than any test: the heartbeat is answered, and never the reason something happens. */
const HEARTBEAT_MS = 41_250
/** developers/events/gateway.mdx, Rate Limiting. */
const EVENTS = 120
const EVENTS_WINDOW_MS = 60_000

export interface GatewayOptions {
  readonly token: string
  readonly clock: SimulatorClock
  readonly limits: 'on' | 'off'
  /** Milliseconds between heartbeats; Discord asks for 41,250. */
  readonly heartbeatMs?: number
}

export interface FakeGateway {
  readonly url: string
  /** Tells every session of it that asked for such events, with its content where they may have that. */
  tell(type: string, data: object, guildId?: string): void
  /** Sends something as it is, such as a recorded payload. */
  dispatch(type: string, data: object): void
  /** Sends something again that was sent already, as after a resume with an old sequence number. */
  redeliver(): void
  /** Cuts the line without a word; what is dispatched meanwhile waits for the bot to resume. */
  cut(): void
  /** Closes the lines with a code of Discord's. */
  closeWith(code: number): void
  /** Closes so many of the connections that are opened from now on, at once. */
  closeConnections(count: number): void
  /** Answers the next identify by closing with this code. */
  refuseWith(code: number): void
  /** Asks the bot to reconnect and resume: opcode 7. */
  askToReconnect(): void
  /** Opcode 9; a session that cannot be resumed is forgotten. */
  invalidate(resumable: boolean): void
  /** From now on nothing comes over the open lines, not even answers to heartbeats. */
  goSilent(): void
  /** Switches privileged intents on, as in the app's settings. */
  allowIntents(intents: number): void
  readonly resumes: number
  readonly identifies: number
  readonly intents: number
  stop(): Promise<void>
}

/** The WebSocket side: hello, identify, ready, heartbeats, dispatches, resume. */
export async function startGateway(world: World, options: GatewayOptions): Promise<FakeGateway> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const url = `ws://127.0.0.1:${(server.address() as { port: number }).port}`
  const sessions = new Map<string, Session>()
  const silent = new WeakSet<WebSocket>()
  let last: { readonly type: string; readonly data: object } | undefined
  let refusal: number | undefined
  let allowed = 0
  const counts = { resumes: 0, identifies: 0, toClose: 0, intents: 0 }
  const lines = (): readonly WebSocket[] => [...sessions.values()].flatMap(({ line }) => line ?? [])
  const toEach = (payload: object): void => {
    for (const line of lines()) line.send(JSON.stringify(payload))
  }

  const dispatch = (type: string, data: object): void => {
    last = { type, data }
    for (const session of sessions.values()) session.dispatch(type, data)
  }
  const tell = (type: string, data: object, guildId?: string): void => {
    last = { type, data }
    for (const session of sessions.values())
      if (isToldOf(session.intents, type, guildId !== undefined))
        session.dispatch(type, withoutContent(world, session.intents, type, data))
  }

  const identify = (socket: WebSocket, data: { token: string; intents: number }): Session | undefined => {
    const code = refusal ?? refusedFor(data, options.token, allowed)
    refusal = undefined
    if (code !== undefined) {
      socket.close(code)
      return undefined
    }
    counts.identifies++
    counts.intents = data.intents
    const session = createSession(`session-${counts.identifies}`, data.intents, socket, (line) => silent.has(line))
    sessions.set(session.id, session)
    session.dispatch('READY', readyPayload(world, url, session.id))
    for (const guild of world.guilds.values())
      if (guild.joined && isToldOf(data.intents, 'GUILD_CREATE', true))
        session.dispatch('GUILD_CREATE', guildPayload(world, guild))
    return session
  }

  const resume = (socket: WebSocket, data: { session_id: string; seq: number }): Session | undefined => {
    const session = sessions.get(data.session_id)
    if (session === undefined) {
      socket.send(JSON.stringify({ op: 9, d: false }))
      return undefined
    }
    if (data.seq > session.lastSequence) {
      socket.close(4007)
      return undefined
    }
    session.line = socket
    counts.resumes++
    session.replay(data.seq)
    session.dispatch('RESUMED', {})
    return session
  }

  const listen = (socket: WebSocket): void => {
    const session = (): Session | undefined => [...sessions.values()].find(({ line }) => line === socket)
    let count = { sent: 0, until: options.clock.now() + EVENTS_WINDOW_MS }
    const isTooMuch = (): boolean => {
      if (options.clock.now() >= count.until) count = { sent: 0, until: options.clock.now() + EVENTS_WINDOW_MS }
      count.sent++
      return options.limits === 'on' && count.sent > EVENTS
    }
    socket.on('close', () => {
      const closed = session()
      if (closed !== undefined) closed.line = undefined
    })
    socket.on('message', (raw) => {
      if (isTooMuch()) return socket.close(4008)
      const payload = parsed(String(raw))
      if (payload === undefined) return socket.close(4002)
      const { op, d } = payload
      if (op === 1) return silent.has(socket) ? undefined : socket.send(JSON.stringify({ op: 11 }))
      if (op !== 2 && op !== 6)
        return socket.close(session() === undefined ? 4003 : KNOWN_OPCODES.has(op) ? undefined : 4001)
      if (session() !== undefined) return socket.close(4005)
      if (op === 2) identify(socket, d)
      else resume(socket, d)
    })
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: options.heartbeatMs ?? HEARTBEAT_MS } }))
  }

  server.on('connection', (socket) => {
    if (counts.toClose > 0) {
      counts.toClose--
      socket.close(1001)
    } else listen(socket)
  })

  return {
    url,
    tell,
    dispatch,
    redeliver: () => last && dispatch(last.type, last.data),
    cut() {
      for (const line of lines()) line.terminate()
      for (const session of sessions.values()) session.line = undefined
    },
    closeWith(code) {
      for (const line of lines()) line.close(code)
    },
    closeConnections(count) {
      counts.toClose = count
    },
    refuseWith(code) {
      refusal = code
    },
    askToReconnect: () => toEach({ op: 7, d: null }),
    invalidate(resumable) {
      toEach({ op: 9, d: resumable })
      for (const session of sessions.values()) session.line = undefined
      if (!resumable) sessions.clear()
    },
    goSilent() {
      for (const line of lines()) silent.add(line)
    },
    allowIntents(intents) {
      allowed |= intents
    },
    get resumes() {
      return counts.resumes
    },
    get identifies() {
      return counts.identifies
    },
    get intents() {
      return counts.intents
    },
    async stop() {
      for (const socket of server.clients) socket.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Presence, voice state, members, sound: taken and without effect. */
const KNOWN_OPCODES: ReadonlySet<number> = new Set([3, 4, 8, 31])

function refusedFor(data: { token: string; intents: number }, token: string, allowed: number): number | undefined {
  if (data.token !== token) return 4004
  if ((data.intents & ~KNOWN_INTENTS) !== 0) return 4013
  return (data.intents & PRIVILEGED & ~allowed) === 0 ? undefined : 4014
}

// biome-ignore lint/suspicious/noExplicitAny: what the bot sends; each opcode knows its own.
function parsed(raw: string): { readonly op: number; readonly d: any } | undefined {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}

function readyPayload(world: World, url: string, session: string): object {
  return {
    v: 10,
    user: userPayload(world.bot),
    guilds: [...world.guilds.values()].filter(({ joined }) => joined).map(({ id }) => ({ id, unavailable: true })),
    session_id: session,
    resume_gateway_url: url,
    application: { id: world.application, flags: 0 },
  }
}
