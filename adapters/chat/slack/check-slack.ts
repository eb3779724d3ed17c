import type { Logger } from 'pino'
import { BOT_SCOPES } from './bot-scopes.ts'
import type { SlackConfig } from './connect-slack.ts'
import { createWebClient } from './connection/web-client.ts'
import { explainSlackError } from './explain-slack-error.ts'

/** `sentence` says who the bot is, or what is wrong and how to fix it. */
export interface SlackCheck {
  readonly ok: boolean
  readonly sentence: string
}

/** Asks Slack whether the tokens work and allow what the bot does. Changes nothing there, and never throws. */
export async function checkSlack(
  config: Pick<SlackConfig, 'botToken' | 'appToken' | 'signingSecret' | 'apiUrl'>,
  log: Logger,
): Promise<SlackCheck> {
  try {
    const bot = await createWebClient(config.botToken, config.apiUrl, log).auth.test()
    const missing = missingScopes(bot.response_metadata?.scopes)
    if (missing.length > 0) return { ok: false, sentence: addScopes(missing) }
    if (config.appToken) await createWebClient(config.appToken, config.apiUrl, log).apps.connections.open({})
    else if (!config.signingSecret) return { ok: false, sentence: NO_WAY_IN }
    return { ok: true, sentence: `Connected to ${bot.team ?? 'Slack'} as @${bot.user ?? bot.user_id}.` }
  } catch (error) {
    return { ok: false, sentence: `Slack: ${explainSlackError(error)}` }
  }
}

const NO_WAY_IN = 'Slack has no way in: set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.'

/** Slack names the scopes of a token in a header of each answer; when it does not, nothing is known to be missing. */
function missingScopes(granted: readonly string[] | undefined): readonly string[] {
  return granted ? BOT_SCOPES.filter((scope) => !granted.includes(scope)) : []
}

function addScopes(missing: readonly string[]): string {
  return (
    `Slack: the bot lacks permissions; add ${missing.join(', ')} under "OAuth & Permissions" ` +
    'and install the app again.'
  )
}
