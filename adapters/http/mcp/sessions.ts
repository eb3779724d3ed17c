import { randomUUID } from 'node:crypto'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import type { RequestId } from '@modelcontextprotocol/sdk/types.js'
import type { UserId } from '../../../src/domain/ids.ts'
import type { Clock } from '../../../src/ports/clock.ts'

/** Of one token; an assistant needs one. */
const MOST_OF_ONE = 20
/** Of all, whoever they are. */
const MOST = 500
const IDLE_MS = 30 * 60_000

/** One assistant that is connected. */
export interface McpSession {
  readonly id: string
  readonly by: UserId
  readonly transport: StreamableHTTPServerTransport
  /** Requests whose answer somebody waits for. */
  readonly waiting: Map<RequestId, AbortController>
  /** How many connections it has open, and when it was used last. */
  open: number
  usedAt: number
}

export interface McpSessions {
  /** Undefined where there are too many, all of them in use. */
  open(by: UserId): McpSession | undefined
  /** Only that of whoever opened it. */
  get(id: string, by: UserId): McpSession | undefined
  /** One of its connections is over. */
  used(session: McpSession): void
  end(session: McpSession): void
  endAll(): void
}

/** Sessions of assistants. They hold nothing that is not in the log: whoever loses one opens another. */
export function createMcpSessions(clock: Clock): McpSessions {
  const all = new Map<string, McpSession>()

  const end = (session: McpSession): void => {
    if (!all.delete(session.id)) return
    for (const left of session.waiting.values()) left.abort()
    void session.transport.close().catch(() => undefined)
  }
  const endIdle = (): void => {
    const longAgo = clock.now().getTime() - IDLE_MS
    for (const session of all.values()) if (session.open === 0 && session.usedAt < longAgo) end(session)
  }
  /** Ends the one that was used longest ago, of a token that has too many. */
  const makeRoom = (by: UserId): boolean => {
    endIdle()
    const own = [...all.values()].filter((session) => session.by === by)
    if (own.length < MOST_OF_ONE) return all.size < MOST
    const [oldest] = own.filter(({ open }) => open === 0).toSorted((one, other) => one.usedAt - other.usedAt)
    if (oldest) end(oldest)
    return oldest !== undefined
  }

  return {
    open(by) {
      if (!makeRoom(by)) return undefined
      const id = randomUUID()
      const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: () => id })
      const session: McpSession = { id, by, transport, waiting: new Map(), open: 0, usedAt: clock.now().getTime() }
      all.set(id, session)
      return session
    },
    get(id, by) {
      const session = all.get(id)
      return session?.by === by ? session : undefined
    },
    used(session) {
      session.open -= 1
      session.usedAt = clock.now().getTime()
    },
    end,
    endAll() {
      for (const session of all.values()) end(session)
    },
  }
}
