import type { Simulation } from './simulation.ts'

export type Platform = 'slack' | 'discord'

/** What a person on the page can make go wrong, by platform. */
type Faults = Readonly<Record<string, () => void>>

/** Seconds that a platform asks the bot to wait. */
const RETRY_AFTER_S = 5
const LIMITED_POSTS = 3
const MESSAGES = /^\/channels\/\d+\/messages$/

/** Names that the buttons of the page carry. */
export function faultsOf({ slack, discord }: Simulation): Readonly<Record<Platform, Faults>> {
  const limited = Array.from({ length: LIMITED_POSTS }, () => ({ status: 429, retryAfter: RETRY_AFTER_S }))
  return {
    slack: {
      drop: slack.dropSockets,
      silence: slack.goSilent,
      twice: slack.redeliver,
      limit: () => slack.failNext('chat.postMessage', ...limited),
      lose: () => slack.failNext('chat.postMessage', { answerLost: true }),
    },
    discord: {
      drop: discord.cutLine,
      silence: discord.goSilent,
      twice: discord.redeliver,
      limit: () => {
        const headers = { 'retry-after': String(RETRY_AFTER_S), 'x-ratelimit-scope': 'user' }
        discord.failNext('POST', MESSAGES, { status: 429, headers }, LIMITED_POSTS)
      },
      lose: () => discord.failNext('POST', MESSAGES, { status: 502, afterEffect: true }),
    },
  }
}
