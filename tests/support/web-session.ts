import { NoSessionError, type WebConversation } from '../../src/ports/web-conversation.ts'
import type { Says, WebMessage } from '../../src/ports/web-sessions.ts'

export const SESSION = '00000000-0000-4000-8000-000000000001'

/** One session as its keeper has it: each message once, as it is now. */
export function webSession() {
  const messages = new Map<string, WebMessage>()
  const listeners = new Set<() => void>()
  let position = 0
  let isOpen = true

  const wake = (): void => {
    for (const heard of listeners) heard()
  }
  const put = (key: string, says: Says): void => {
    position += 1
    messages.set(key, { key, position, at: '2026-11-30T10:00:00.000Z', says })
    wake()
  }
  const own = (session: string): void => {
    if (!isOpen || session !== SESSION) throw new NoSessionError('closed')
  }
  const conversation: Pick<WebConversation, 'after' | 'listen' | 'say' | 'press'> = {
    async after(_by, session, after, limit = 200) {
      own(session)
      const later = [...messages.values()].filter((one) => one.position > after)
      return later.toSorted((one, other) => one.position - other.position).slice(0, limit)
    },
    async listen(_by, session, heard) {
      own(session)
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    async say(_by, session, { text, key = crypto.randomUUID() }) {
      own(session)
      if (!messages.has(key)) put(key, { kind: 'person', text, message: key })
      return { message: key }
    },
    async press(_by, session, { button }) {
      own(session)
      return { notice: `${button} was pressed` }
    },
  }
  return {
    conversation: conversation as WebConversation,
    /** What the bot says, or says now. */
    write: (key: string, text: string): void =>
      put(key, { kind: 'bot', card: { tone: 'neutral', blocks: [{ kind: 'text', text }] } }),
    close(): void {
      isOpen = false
      wake()
    },
    listening: () => listeners.size,
  }
}
