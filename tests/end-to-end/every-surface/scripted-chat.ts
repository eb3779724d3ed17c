import { randomUUID } from 'node:crypto'
import type { Card } from '../../../src/domain/card.ts'
import type { StructuredRequest } from '../../../src/domain/structured-request.ts'
import type { ConnectedChat, Inbox } from '../../../src/ports/chat-platform.ts'

/** What somebody says in a chat, and what the bot answers to it first. */
export interface ChatAnswer {
  /** The id of the message in the log. */
  readonly message: string
  readonly card: Card
}

export interface ScriptedChat extends ConnectedChat {
  says(by: string, thread: string, text: string, request?: StructuredRequest): Promise<ChatAnswer>
}

/** A chat of people whose messages a test writes. */
export function scriptedChat(inbox: Inbox): ScriptedChat {
  const waiting = new Map<string, (card: Card) => void>()
  return {
    name: 'terminal',
    async post(_to, card, { key, correlationId = '' }) {
      waiting.get(correlationId)?.(card)
      waiting.delete(correlationId)
      return `terminal:${key}`
    },
    edit: async () => {},
    state: () => ({ connected: true }),
    stop: async () => {},
    async says(by, thread, text, request) {
      const message = randomUUID()
      const answered = Promise.withResolvers<Card>()
      waiting.set(message, answered.resolve)
      await inbox.message({
        ...{ keys: [`terminal:${message}`], id: message, thread, by, addressed: 'direct', text },
        ...(request && { request }),
      })
      return { message, card: await answered.promise }
    },
  }
}
