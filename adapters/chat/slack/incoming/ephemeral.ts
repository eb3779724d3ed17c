import type { webApi } from '@slack/bolt'
import type { Logger } from 'pino'
import type { PlatformWords } from '../../../../src/domain/platform-words.ts'
import { keepTrying } from '../../keep-trying.ts'
import { renderNotice } from '../cards/render-card.ts'
import type { WordsOfPeople } from '../people/words-of-people.ts'
import { isOutside, pauseAfterFault } from '../slack-errors.ts'

/** Where one person said or pressed something. `threadTs` only when that was in a thread: elsewhere nobody would see it. */
export interface Place {
  readonly channel: string
  readonly user: string
  readonly threadTs?: string
  /** In the Home tab, where messages are not seen. */
  readonly atHome?: true
}

/** A sentence in the person's language already, or one that is yet to be put into it. */
export type Said = string | ((words: PlatformWords) => string)

/**
 * Tells one person something that nobody else sees. Never throws: there is nobody left to tell. Slack must not wait for it.
 * @param text What they have just said, by which their language is told.
 */
export type TellPerson = (place: Place, said: Said, text?: string) => Promise<void>

/** Later than this nobody knows any more what a notice is about. */
const WORTH_SAYING_MS = 60_000

/**
 * @param words What people are told in.
 * @param stopped Aborted when the bot stops: what Slack does not take then is left unsaid.
 * @param tellAtHome Shows a sentence in somebody's Home tab.
 */
export function createTellPerson(
  client: webApi.WebClient,
  words: Pick<WordsOfPeople, 'soon'>,
  stopped: AbortSignal,
  log: Logger,
  tellAtHome?: (user: string, channel: string, sentence: string) => Promise<void>,
): TellPerson {
  const patience = { withinMs: WORTH_SAYING_MS, pauseAfter: pauseAfterFault, stopped }
  return async ({ channel, user, threadTs, atHome }, said, text) => {
    const sentence = typeof said === 'string' ? said : said(await words.soon(user, text))
    if (atHome && tellAtHome) return tellAtHome(user, channel, sentence)
    const message = { channel, user, ...renderNotice(sentence), ...(threadTs && { thread_ts: threadTs }) }
    try {
      await keepTrying(() => client.chat.postEphemeral(message), patience)
    } catch (error) {
      // Where the bot is no member, nobody sees what it says only to them.
      if (isOutside(error)) return tellDirectly(client, user, sentence, log)
      log.error({ err: error, channel, user, sentence }, 'could not tell a person in slack')
    }
  }
}

/** Says it in the direct message with somebody. Never throws. */
export async function tellDirectly(
  client: webApi.WebClient,
  user: string,
  sentence: string,
  log: Logger,
): Promise<void> {
  try {
    await client.chat.postMessage({ channel: await directChannel(client, user), text: sentence, mrkdwn: false })
  } catch (error) {
    log.error({ err: error, user, sentence }, 'could not tell a person in slack')
  }
}

export async function directChannel(client: webApi.WebClient, user: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: user })
  if (!channel?.id) throw new Error('slack opened a direct message and did not say where')
  return channel.id
}
