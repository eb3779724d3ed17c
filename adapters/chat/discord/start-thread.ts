import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js'
import { hasCode } from './discord-errors.ts'
import { THREAD_ARCHIVE_MINUTES } from './limits.ts'

/**
 * Starts the thread of a message; its id is the message's. False when Discord refuses for good: no permission, the
 * message is gone, too many threads, or a kind of channel that has none.
 */
export async function startThread(rest: REST, channel: string, message: string, name: string): Promise<boolean> {
  const body = { name, auto_archive_duration: THREAD_ARCHIVE_MINUTES }
  try {
    await rest.post(Routes.threads(channel, message), { body })
    return true
  } catch (error) {
    if (hasCode(error, RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage)) return true
    if (error instanceof DiscordAPIError && error.status !== 401) return false
    throw error
  }
}
