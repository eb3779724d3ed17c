import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js'
import { RateLimitedError, UndeliverableError } from '../../../src/ports/chat-platform.ts'
import type { Undelivered } from '../../../src/ports/undelivered.ts'
import { usualPauseMs } from '../keep-trying.ts'

/** What Discord answers when the same message would never get there, however often it is sent. */
const UNDELIVERABLE: ReadonlyMap<number | string, Undelivered> = new Map<number | string, Undelivered>([
  [RESTJSONErrorCodes.UnknownChannel, 'channel-gone'],
  [RESTJSONErrorCodes.UnknownMessage, 'message-deleted'],
  [RESTJSONErrorCodes.MissingAccess, 'not-in-channel'],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser, 'person-unreachable'],
  [RESTJSONErrorCodes.MissingPermissions, 'not-allowed'],
  [RESTJSONErrorCodes.UnknownUser, 'person-unreachable'],
  [RESTJSONErrorCodes.InvalidRecipients, 'person-unreachable'],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds, 'person-unreachable'],
  [RESTJSONErrorCodes.InvalidActionOnArchivedThread, 'channel-archived'],
  [RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory, 'not-allowed'],
  [RESTJSONErrorCodes.ThreadLocked, 'not-allowed'],
  // Only after the other form of the message has been refused too.
  [RESTJSONErrorCodes.InvalidFormBodyOrContentType, 'refused'],
])

/** The routes of posts and edits. */
const MESSAGES = /^\/channels\/[^/]+\/messages(\/[^/]+)?$/

export function hasCode(error: unknown, ...codes: readonly number[]): boolean {
  return error instanceof DiscordAPIError && codes.some((code) => code === error.code)
}

/** What is looked for is gone. Compatible servers have codes of their own for it, or none. */
export function isNotFound(error: unknown): boolean {
  return (error instanceof DiscordAPIError || error instanceof HTTPError) && error.status === 404
}

/** How long to wait before the same call is worth another try; undefined when it never is. */
export function pauseAfterFault(error: unknown, failures: number): number | undefined {
  if (error instanceof RateLimitError) return error.retryAfter
  if (error instanceof DiscordAPIError && error.status < 500) return undefined
  return usualPauseMs(failures)
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
    return new RateLimitedError('Discord', Math.ceil(error.retryAfter), {
      cause: error,
      scope: scopeOf(error),
    })
  const known = error instanceof DiscordAPIError ? UNDELIVERABLE.get(error.code) : undefined
  // A compatible server may say no more than that it is not there.
  const why = known ?? (isNotFound(error) ? 'channel-gone' : undefined)
  return why ? new UndeliverableError(`Discord refused: ${String(error)}`, { cause: error, why }) : error
}

/** Opening direct channels and threads has limits of its own, which say nothing about other messages of the channel. */
function scopeOf({ global, method, route }: RateLimitError): RateLimitedError['scope'] {
  if (global) return 'platform'
  return method !== 'GET' && MESSAGES.test(route) ? 'call' : 'message'
}

/** What of an error may be logged: Discord's own carry the address that was called, and with it interaction tokens. */
export function loggable(error: unknown): object {
  if (error instanceof DiscordAPIError) return { error: error.message, code: error.code, status: error.status }
  if (error instanceof HTTPError) return { error: error.message, status: error.status }
  if (error instanceof RateLimitError)
    return { error: 'rate limited', route: error.route, retryAfterMs: error.retryAfter }
  return { err: error }
}
