import { type BotMessage, messageForm, pressedForm, saidForm, sessionForm } from './answers.ts'
import type { ApiClient } from './api-client.ts'

/** How long what follows a press may take to show. */
const SHOWN_WITHIN_MS = 15_000

/** One conversation with the bot. */
export interface Conversation {
  readonly session: string
  /** Resolves with the answer, however long a model takes. */
  say(words: string): Promise<BotMessage>
  /**
   * Presses a button of a message.
   * @returns What the bot says to it: as a notice, and as the message that came next, or was edited, if one did.
   */
  press(message: BotMessage, button: string): Promise<{ readonly notice?: string; readonly next?: BotMessage }>
  /** Deletes what was said; what came of it stays in the log. */
  close(): Promise<void>
}

/** @param session One that was opened before; left out: a new one. */
export async function openConversation(client: ApiClient, session?: string): Promise<Conversation> {
  const id = session ?? (await client.post('/sessions', {}, sessionForm)).id
  const path = encodeURIComponent(id)

  /** The first message of the bot after a position that is wanted. */
  async function awaited(after: number, isWanted: (message: BotMessage) => boolean): Promise<BotMessage> {
    for await (const { name, data } of client.follow(`/sessions/${path}/events`, String(after))) {
      if (name !== 'message') continue
      const message = messageForm.parse(JSON.parse(data))
      if (message.from === 'shipmate' && isWanted(message)) return message
    }
    throw new Error('the messages of a session ended')
  }

  return {
    session: id,
    async say(words) {
      const said = await client.post('/messages', { session_id: id, content: words }, saidForm)
      return said.reply ?? awaited(0, ({ correlation_id }) => correlation_id === said.id)
    },
    async press(message, button) {
      const { notice } = await client.post('/presses', { session_id: id, button }, pressedForm)
      const next = await orNothing(
        awaited(message.position, () => true),
        SHOWN_WITHIN_MS,
      )
      return { ...(notice !== undefined && { notice }), ...(next && { next }) }
    },
    close: () => client.delete(`/sessions/${path}`),
  }
}

async function orNothing<Result>(work: Promise<Result>, withinMs: number): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, withinMs, undefined)
  })
  try {
    return await Promise.race([work, over])
  } finally {
    clearTimeout(timer)
  }
}
