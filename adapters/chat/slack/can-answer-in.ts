import type { webApi } from '@slack/bolt'
import { isOutside } from './slack-errors.ts'

/** Whether the bot is a member of a channel. A slash command reaches it from everywhere, an answer only where it is. */
export type CanAnswerIn = (channel: string) => Promise<boolean>

/** Remembers the channels it is in. When Slack does not say, the answer is yes: nothing asked is to be lost. */
export function createCanAnswerIn(client: webApi.WebClient): CanAnswerIn {
  const known = new Set<string>()
  return async (channel) => {
    if (known.has(channel)) return true
    try {
      await client.conversations.history({ channel, limit: 1 })
      known.add(channel)
      return true
    } catch (error) {
      return !isOutside(error)
    }
  }
}
