import { type WebSocket, WebSocketServer } from 'ws'
import { guildPayload, userPayload } from './payloads.ts'
import type { World } from './world.ts'

/** Longer than any test: the heartbeat is answered, and never the reason something happens. */
const HEARTBEAT_MS = 41_250

interface Sent {
  readonly sequence: number
  readonly type: string
  readonly data: object
}

export interface FakeGateway {
  readonly url: string
  /** Tells the bot, now or when it resumes. */
  dispatch(type: string, data: object): void
  /** Sends something again that was sent already, as after a resume with an old sequence number. */
  redeliver(): void
  /** Cuts the line without a word; what is dispatched meanwhile waits for the bot to resume. */
  cut(): void
  /** Closes so many of the connections that are opened from now on, at once. */
  closeConnections(count: number): void
  /** Answers the next identify by closing with this code. */
  refuseWith(code: number): void
  readonly resumes: number
  readonly intents: number
  stop(): Promise<void>
}

/** The WebSocket side: hello, identify, ready, heartbeats, dispatches, resume. */
export async function startGateway(world: World, token: string): Promise<FakeGateway> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const url = `ws://127.0.0.1:${(server.address() as { port: number }).port}`
  const log: Sent[] = []
  let line: WebSocket | undefined
  let refusal: number | undefined
  let resumes = 0
  let toClose = 0
  let intents = 0

  const send = (payload: object): void => line?.send(JSON.stringify(payload))
  const sendDispatch = ({ sequence, type, data }: Sent): void => send({ op: 0, s: sequence, t: type, d: data })
  const dispatch = (type: string, data: object): void => {
    const sent = { sequence: log.length + 1, type, data }
    log.push(sent)
    sendDispatch(sent)
  }

  const identify = (socket: WebSocket, data: { token: string; intents: number }): void => {
    const code = refusal ?? (data.token === token ? undefined : 4004)
    if (code !== undefined) {
      socket.close(code)
      return
    }
    line = socket
    intents = data.intents
    dispatch('READY', readyPayload(world, url))
    dispatch('GUILD_CREATE', guildPayload(world))
  }

  const resume = (socket: WebSocket, after: number): void => {
    line = socket
    resumes++
    for (const sent of log.filter(({ sequence }) => sequence > after)) sendDispatch(sent)
    dispatch('RESUMED', {})
  }

  server.on('connection', (socket) => {
    if (toClose > 0) {
      toClose--
      socket.close(1001)
      return
    }
    socket.on('message', (raw) => {
      const { op, d } = JSON.parse(String(raw))
      if (op === 1) socket.send(JSON.stringify({ op: 11 }))
      if (op === 2) identify(socket, d)
      if (op === 6) resume(socket, d.seq)
    })
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: HEARTBEAT_MS } }))
  })

  return {
    url,
    dispatch,
    redeliver() {
      const last = log.at(-1)
      if (last !== undefined) sendDispatch(last)
    },
    cut() {
      line?.terminate()
      line = undefined
    },
    closeConnections(count) {
      toClose = count
    },
    refuseWith(code) {
      refusal = code
    },
    get resumes() {
      return resumes
    },
    get intents() {
      return intents
    },
    async stop() {
      for (const socket of server.clients) socket.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function readyPayload(world: World, url: string): object {
  return {
    v: 10,
    user: userPayload(world.bot),
    guilds: [{ id: world.guild, unavailable: true }],
    session_id: 'session-1',
    resume_gateway_url: url,
    application: { id: world.application, flags: 0 },
  }
}
