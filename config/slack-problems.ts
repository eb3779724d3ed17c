import type { Outline } from './outline.ts'
import type { PathProblem } from './schema-problems.ts'

/** Slack takes a bot token and one of two ways to hear from it. */
export function slackProblems({ slack }: Outline): readonly PathProblem[] {
  if (slack === undefined) return []
  const { botToken, appToken, signingSecret } = slack
  if (botToken === '') {
    return [{ path: ['slack', 'botToken'], problem: 'is missing', remedy: 'Set SLACK_BOT_TOKEN to the xoxb-… token.' }]
  }
  if (botToken.startsWith('xapp-')) {
    return [{ path: ['slack', 'botToken'], problem: 'is an app-level token', remedy: 'Swap it with appToken.' }]
  }
  if (appToken !== '' || signingSecret !== '') return []
  const remedy = 'Set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).'
  return [{ path: ['slack'], problem: 'has no way to receive messages from Slack', remedy }]
}
