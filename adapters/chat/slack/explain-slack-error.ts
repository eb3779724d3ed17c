import { webApi } from '@slack/bolt'
import { slackErrorCode } from './slack-errors.ts'

/** What is wrong with the connection to Slack and how to fix it, as a sentence for the operator. */
export function explainSlackError(error: unknown): string {
  if (error instanceof webApi.WebAPIRequestError)
    return `it cannot be reached (${error.original.message}); is the network up?`
  const code = slackErrorCode(error)
  if (code === undefined) return error instanceof Error ? error.message : String(error)
  return FIXES[code] ?? `it refused with \`${code}\`; see https://docs.slack.dev/reference/methods/auth.test.`
}

const COPY_BOT_TOKEN = 'copy the Bot User OAuth Token (xoxb-…) from "OAuth & Permissions" of your app.'
const COPY_APP_TOKEN = 'make an App-Level Token (xapp-…) with the scope connections:write under "Basic Information".'

const FIXES: Readonly<Record<string, string>> = {
  invalid_auth: `the token is not valid; ${COPY_BOT_TOKEN} For Socket Mode, ${COPY_APP_TOKEN}`,
  not_authed: `no token was given; ${COPY_BOT_TOKEN}`,
  token_revoked: `the token was revoked; install the app again, then ${COPY_BOT_TOKEN}`,
  token_expired: `the token has expired; switch off token rotation, then ${COPY_BOT_TOKEN}`,
  account_inactive: `the app was removed from the workspace; install it again, then ${COPY_BOT_TOKEN}`,
  not_allowed_token_type: `the two tokens are mixed up: the bot token begins with xoxb-, the app token with xapp-.`,
  missing_scope: `a permission is missing; ${COPY_APP_TOKEN}`,
  forbidden_socket_mode: 'Socket Mode is off; switch it on under "Socket Mode" of your app.',
  team_disabled: 'the workspace is disabled; ask its owner.',
}
