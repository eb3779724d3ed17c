import type { WebSocket } from 'ws'

interface Sent {
  readonly s: number
  readonly t: string
  readonly d: object
}

/** One of the bot's sessions: what it was told, and the line it is told over, if that is open. */
export interface Session {
  readonly id: string
  readonly intents: number
  readonly lastSequence: number
  line: WebSocket | undefined
  /** Says something, now or when the bot resumes. */
  dispatch(type: string, data: object): void
  /** Says again what came after this. */
  replay(after: number): void
}

/** @param isSilent Nothing reaches the bot over this line, and nobody tells it. */
export function createSession(
  id: string,
  intents: number,
  line: WebSocket,
  isSilent: (line: WebSocket) => boolean,
): Session {
  const log: Sent[] = []
  const session: Session = {
    id,
    intents,
    line,
    get lastSequence() {
      return log.length
    },
    dispatch(t, d) {
      const sent = { s: log.length + 1, t, d }
      log.push(sent)
      send(sent)
    },
    replay(after) {
      for (const sent of log.filter(({ s }) => s > after)) send(sent)
    },
  }
  const send = (sent: Sent): void => {
    if (session.line !== undefined && !isSilent(session.line)) session.line.send(JSON.stringify({ op: 0, ...sent }))
  }
  return session
}
