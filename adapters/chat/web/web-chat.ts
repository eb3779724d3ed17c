import type { UserId } from '../../../src/domain/ids.ts'
import type { Bus } from '../../../src/ports/bus.ts'
import {
  type ConnectedChat,
  type Destination,
  type Inbox,
  UndeliverableError,
} from '../../../src/ports/chat-platform.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { WebConversation } from '../../../src/ports/web-conversation.ts'
import type { Says, WebSessions } from '../../../src/ports/web-sessions.ts'
import { createConversation } from './conversation.ts'
import { createWritten } from './written.ts'

export interface WebChatParts {
  readonly sessions: WebSessions
  /** Tells the processes of each other's writes. */
  readonly bus: Bus
  readonly clock: Clock
  /** Takes secrets out of what people type: it is kept here, too. */
  readonly redact: (text: string) => string
  readonly onError: (error: unknown) => void
}

/** A chat for programs and pages: it keeps what is said, and a session's owner reads it from there. */
export function connectWeb(
  { sessions, bus, clock, redact, onError }: WebChatParts,
  inbox: Inbox,
): { readonly chat: ConnectedChat; readonly conversation: WebConversation } {
  const written = createWritten(bus, clock, onError)
  let lastEventAt: Date | undefined

  const write = async (session: string, key: string, says: Says): Promise<boolean> => {
    const isThere = await sessions.write(session, key, says, clock.now())
    if (isThere) written.tell(session)
    return isThere
  }

  const chat: ConnectedChat = {
    name: 'web',
    async post(to, card, { key, correlationId }) {
      const session = await sessionOf(to, sessions)
      if (!(await write(session, key, { kind: 'bot', card, ...(correlationId && { correlationId }) })))
        throw new UndeliverableError(`session ${session} is closed`)
      return refOf(session, key)
    },
    async edit(message, card) {
      const { session, key } = partsOfRef(message)
      const before = await sessions.message(session, key)
      if (before?.says.kind !== 'bot') throw new UndeliverableError(`there is no message ${message}`)
      await write(session, key, { ...before.says, card })
    },
    state: () => ({ connected: true, ...(lastEventAt && { lastEventAt }) }),
    async stop() {
      written.stop()
    },
  }
  const heard = (): void => {
    lastEventAt = clock.now()
  }
  return { chat, conversation: createConversation({ sessions, inbox, written, write, clock, redact, heard }) }
}

/** What is for somebody alone goes into the session they opened last. */
async function sessionOf(to: Destination, sessions: WebSessions): Promise<string> {
  if (to.kind === 'thread') return afterColon(to.thread)
  const [newest] = await sessions.ofOwner(to.user, 1)
  return (newest ?? (await sessions.open(to.user))).id
}

const afterColon = (id: UserId): string => id.slice(id.indexOf(':') + 1)

const refOf = (session: string, key: string): string => `web:${session}:${key}`

function partsOfRef(message: string): { readonly session: string; readonly key: string } {
  const [, session = '', ...key] = message.split(':')
  return { session, key: key.join(':') }
}
