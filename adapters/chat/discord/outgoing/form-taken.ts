import { DiscordAPIError, type REST, RESTJSONErrorCodes } from 'discord.js'
import type { ChartPainter } from '../../../../src/ports/chart-painter.ts'
import type { ChatSpeech } from '../../../../src/ports/chat-speech.ts'
import type { RenderedCard } from '../cards/render-card.ts'
import { hasCode } from '../discord-errors.ts'
import { classicForm, componentsForm, type MessageForm } from './message-forms.ts'

/** What messages of the bot are sent with. */
export interface Outgoing {
  readonly rest: REST
  readonly inForm: SendInForm
  readonly speech: Pick<ChatSpeech, 'wordsIn'>
  /** Left out: tables stand for their pictures. */
  readonly painter?: ChartPainter
}

/** Sends cards in the form that the server takes. */
export type SendInForm = <Result>(
  card: RenderedCard,
  send: (form: MessageForm) => Promise<Result>,
  key?: string,
) => Promise<Result>

/**
 * Sends everything as components, and what is refused so as a classic message. A server that has refused the first one
 * and taken the classic one does not know components: it is not asked again until the next start.
 *
 * @param isDiscord Discord itself knows components: one message that it refuses says nothing about the others.
 */
export function createSendInForm(isDiscord: boolean): SendInForm {
  let takes: 'components' | 'classic' | undefined = isDiscord ? 'components' : undefined
  return async (card, send, key) => {
    if (takes === 'classic') return send(classicForm(card, key))
    try {
      const result = await send(componentsForm(card, key))
      takes = 'components'
      return result
    } catch (error) {
      if (!isRefusedAsItIs(error)) throw error
      const result = await send(classicForm(card, key))
      takes ??= 'classic'
      return result
    }
  }
}

/** Compatible servers say only that it is a bad request, which has the code 0. */
function isRefusedAsItIs(error: unknown): boolean {
  const { CannotSendAnEmptyMessage, InvalidFormBodyOrContentType, GeneralError } = RESTJSONErrorCodes
  const codes = [CannotSendAnEmptyMessage, InvalidFormBodyOrContentType, GeneralError]
  return error instanceof DiscordAPIError && error.status === 400 && hasCode(error, ...codes)
}
