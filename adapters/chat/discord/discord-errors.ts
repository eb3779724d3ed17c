import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js'
import { RateLimitedError, UndeliverableError } from '../../../src/ports/chat-platform.ts'

/** What Discord answers when the same message would never get there, however often it is sent. */
const UNDELIVERABLE: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.UnknownUser,
  RESTJSONErrorCodes.InvalidRecipients,
  RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
  RESTJSONErrorCodes.InvalidActionOnArchivedThread,
  RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory,
  RESTJSONErrorCodes.ThreadLocked,
])

export function hasCode(error: unknown, ...codes: readonly number[]): boolean {
  return error instanceof DiscordAPIError && codes.some((code) => code === error.code)
}

/** Runs a call and throws what the port promises: to wait, to give up, or (anything else) to try again. */
export async function withPortErrors<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call()
  } catch (error) {
    throw portError(error)
  }
}

function portError(error: unknown): unknown {
  if (error instanceof RateLimitError)
    return new RateLimitedError('Discord', Math.ceil(error.retryAfter), { cause: error })
  if (error instanceof DiscordAPIError && UNDELIVERABLE.has(error.code)) {
    return new UndeliverableError(`Discord refused with ${error.code}: ${error.message}`, { cause: error })
  }
  return error
}

/** What of an error may be logged: Discord's own carry the address that was called, and with it interaction tokens. */
export function loggable(error: unknown): object {
  if (error instanceof DiscordAPIError) return { error: error.message, code: error.code, status: error.status }
  if (error instanceof HTTPError) return { error: error.message, status: error.status }
  if (error instanceof RateLimitError)
    return { error: 'rate limited', route: error.route, retryAfterMs: error.retryAfter }
  return { err: error }
}
