import {
  type APIInteraction,
  type APIInteractionResponse,
  InteractionResponseType,
  MessageFlags,
  type REST,
  Routes,
} from 'discord.js'
import { MESSAGE_CONTENT } from './limits.ts'
import { escaped } from './markdown.ts'

type Answerable = Pick<APIInteraction, 'id' | 'token' | 'application_id'>

/** The one first answer to an interaction, due within 3 seconds. Returns what Discord made of it. */
export async function respond(rest: REST, to: Answerable, response: APIInteractionResponse): Promise<unknown> {
  const query = new URLSearchParams({ with_response: 'true' })
  return rest.post(Routes.interactionCallback(to.id, to.token), { body: response, query, auth: false })
}

/** Says something as the first answer that only the person who acted sees. */
export async function whisper(rest: REST, to: Answerable, sentence: string): Promise<void> {
  await respond(rest, to, { type: InteractionResponseType.ChannelMessageWithSource, data: ephemeral(sentence) })
}

/** The same after the first answer was given, within 15 minutes. */
export async function whisperLater(rest: REST, to: Answerable, sentence: string): Promise<void> {
  await rest.post(Routes.webhook(to.application_id, to.token), { body: ephemeral(sentence), auth: false })
}

function ephemeral(sentence: string) {
  return {
    content: escaped(sentence, MESSAGE_CONTENT),
    flags: MessageFlags.Ephemeral as const,
    allowed_mentions: { parse: [] },
  }
}
