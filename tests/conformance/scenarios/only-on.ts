import type { ScenarioOptions } from '../scenario.ts'

type Without = NonNullable<ScenarioOptions['without']>

export function notOnDiscord(because: string): Without {
  return { Discord: because }
}

export function notOnSlack(because: string): Without {
  return { 'Slack over HTTP': because, 'Slack over its socket': because }
}

export const SLACK_COMPLETES_NOTHING = notOnSlack('Slack has no fields and completes nothing after a slash command.')
