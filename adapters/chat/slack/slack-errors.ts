import { webApi } from '@slack/bolt'
import { RateLimitedError, UndeliverableError } from '../../../src/ports/chat-platform.ts'
import type { Undelivered } from '../../../src/ports/undelivered.ts'
import { usualPauseMs } from '../keep-trying.ts'

/** Answers after which the same call cannot succeed until somebody changes something in Slack, and what each comes to. */
const UNDELIVERABLE: Readonly<Record<string, Undelivered>> = {
  account_inactive: 'not-allowed',
  cannot_dm_bot: 'person-unreachable',
  cannot_reply_to_message: 'not-allowed',
  channel_not_found: 'channel-gone',
  ekm_access_denied: 'not-allowed',
  invalid_arguments: 'refused',
  invalid_blocks: 'refused',
  is_archived: 'channel-archived',
  messages_tab_disabled: 'person-unreachable',
  // These three only after smaller and plainer forms of the card have been refused too.
  msg_blocks_too_long: 'refused',
  msg_too_long: 'refused',
  no_text: 'refused',
  no_permission: 'not-allowed',
  not_in_channel: 'not-in-channel',
  restricted_action: 'not-allowed',
  restricted_action_non_threadable_channel: 'not-allowed',
  restricted_action_read_only_channel: 'not-allowed',
  restricted_action_thread_locked: 'not-allowed',
  restricted_action_thread_only_channel: 'not-allowed',
  team_access_not_granted: 'not-allowed',
  thread_not_found: 'channel-gone',
  user_disabled: 'person-unreachable',
  user_not_found: 'person-unreachable',
  user_not_visible: 'person-unreachable',
  cant_update_message: 'edit-refused',
  edit_window_closed: 'edit-refused',
  message_not_found: 'message-deleted',
}

const TOO_LONG: ReadonlySet<string> = new Set(['msg_blocks_too_long', 'msg_too_long'])

/** When Slack says to slow down without saying for how long. */
const UNSAID_WAIT_MS = 30_000

/** What Slack answered under `error`; it does so with HTTP status 200. Undefined for any other fault. */
export function slackErrorCode(error: unknown): string | undefined {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined
}

/**
 * The fault in the words of the port. What is not known to be hopeless stays as it was, to be tried again.
 * @param scope What a wait that Slack asks for is about.
 */
export function portError(error: unknown, scope: RateLimitedError['scope'] = 'call'): unknown {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new RateLimitedError('slack', error.retryAfter * 1_000, { cause: error, scope })
  }
  const code = slackErrorCode(error)
  if (code === undefined) return error
  if (code === 'ratelimited' || code === 'rate_limited') {
    return new RateLimitedError('slack', UNSAID_WAIT_MS, { cause: error, scope })
  }
  const why = UNDELIVERABLE[code]
  return why ? new UndeliverableError(`slack refused: ${code}`, { cause: error, why }) : error
}

/** Faults of Slack's own that it names, and that pass. */
const PASSING: ReadonlySet<string> = new Set([
  'fatal_error',
  'internal_error',
  'ratelimited',
  'rate_limited',
  'request_timeout',
  'service_unavailable',
])

/** How long to wait before the same call is worth another try; undefined when it never is. */
export function pauseAfterFault(error: unknown, failures: number): number | undefined {
  if (error instanceof webApi.WebAPIRateLimitedError) return error.retryAfter * 1_000
  const code = slackErrorCode(error)
  return code === undefined || PASSING.has(code) ? usualPauseMs(failures) : undefined
}

/** It may pass by itself: Slack is busy, away or slow. */
export function isPassing(error: unknown): boolean {
  const isOfTheWay =
    error instanceof webApi.WebAPIRateLimitedError ||
    error instanceof webApi.WebAPIRequestError ||
    error instanceof webApi.WebAPIHTTPError
  return isOfTheWay || PASSING.has(slackErrorCode(error) ?? '')
}

/** The thread, or the message that it hangs on, was deleted. */
export function isThreadGone(error: unknown): boolean {
  return slackErrorCode(error) === 'thread_not_found'
}

export function isTooLong(error: unknown): boolean {
  return TOO_LONG.has(slackErrorCode(error) ?? '')
}

/** The bot is no member where it was to read or write. */
export function isOutside(error: unknown): boolean {
  const code = slackErrorCode(error)
  return code === 'not_in_channel' || code === 'channel_not_found'
}
