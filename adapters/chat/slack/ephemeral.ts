import type { webApi } from '@slack/bolt'
import type { Logger } from 'pino'
import { BotError } from '../../../src/domain/errors.ts'
import { renderNotice } from './render-card.ts'

/** Where one person said or pressed something. `threadTs` only when that was in a thread: elsewhere nobody would see it. */
export interface Place {
  readonly channel: string
  readonly user: string
  readonly threadTs?: string
}

/** Tells one person something that nobody else sees. Never throws: there is nobody left to tell. */
export type TellPerson = (place: Place, sentence: string) => Promise<void>

export function createTellPerson(client: webApi.WebClient, log: Logger): TellPerson {
  return async ({ channel, user, threadTs }, sentence) => {
    try {
      const message = renderNotice(sentence)
      await client.chat.postEphemeral({ channel, user, ...message, ...(threadTs && { thread_ts: threadTs }) })
    } catch (error) {
      log.error({ err: error, channel, user, sentence }, 'could not tell a person in slack')
    }
  }
}

/** The sentence for the person; what went wrong in detail is in the log. */
export function sentenceFor(error: unknown): string {
  return error instanceof BotError
    ? error.userMessage
    : 'Something went wrong on my side, and I have not noted that. Please say it again in a minute.'
}
