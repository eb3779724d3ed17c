import { type APIMessage, type REST, RESTJSONErrorCodes, Routes } from 'discord.js'
import { hasCode, isNotFound } from './discord-errors.ts'
import { HISTORY_PAGE } from './limits.ts'
import { isMarked } from './posted-mark.ts'

/**
 * Looks for a message that an earlier try may have posted: among the newest of a channel or, with `after`, among the
 * first that followed a message. Certain as long as fewer than 100 messages came between.
 */
export async function findPosted(
  rest: REST,
  channel: string,
  key: string,
  after?: string,
): Promise<APIMessage | undefined> {
  const query = new URLSearchParams({ limit: String(HISTORY_PAGE), ...(after !== undefined && { after }) })
  try {
    const messages = (await rest.get(Routes.channelMessages(channel), { query })) as readonly APIMessage[]
    return messages.find((message) => isMarked(message, key))
  } catch (error) {
    if (isNotFound(error) || hasCode(error, RESTJSONErrorCodes.MissingAccess)) return undefined
    throw error
  }
}
