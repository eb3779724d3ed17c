import type { webApi } from '@slack/bolt'
import type { Logger } from 'pino'
import type { Card } from '../../../../src/domain/card.ts'
import type { CardWords } from '../../../../src/domain/platform-words.ts'
import { type ChatPlatform, type Destination, UndeliverableError } from '../../../../src/ports/chat-platform.ts'
import type { ChatSpeech } from '../../../../src/ports/chat-speech.ts'
import type { PostingLimits } from '../../../../src/ports/posting-limits.ts'
import type { RecentPresses } from '../../recent-presses.ts'
import { type Address, addressOf, messageOf, messageRef, slackUser, threadId } from '../addresses.ts'
import { slackCapacity } from '../cards/capacity.ts'
import { portError, slackErrorCode } from '../slack-errors.ts'
import { attachFiles, hasFiles } from './attach-files.ts'
import { filesSharedAfter, findPosted, METADATA_TYPE } from './find-posted.ts'
import type { PicturesOf } from './pictures.ts'
import { sendFitting } from './send-fitting.ts'

/** What things are said through. */
export interface OutgoingParts {
  /** Does not itself try again. */
  readonly client: webApi.WebClient
  readonly botUser: string
  /** The address of the workspace, where Slack has told it. */
  readonly workspace: string | undefined
  readonly presses: RecentPresses
  readonly picturesOf: PicturesOf
  readonly log: Logger
  readonly limits: PostingLimits
  readonly speech: Pick<ChatSpeech, 'wordsIn'>
}

/** Says things in Slack. */
export function createOutgoing(parts: OutgoingParts): ChatPlatform {
  const { client, botUser, limits, speech } = parts
  return {
    name: 'slack',
    limits,
    capacity: slackCapacity(speech.wordsIn(undefined).cards),
    async post(to, card, { key, mayExist }) {
      return inPortErrors(async () => {
        const address = await lookedUp(() => findAddress(client, to))
        const earlier = mayExist ? await lookedUp(() => findPosted(client, botUser, address, key)) : undefined
        if (earlier !== undefined) await completeFiles(parts, address, card, earlier)
        return messageRef(address.channel, earlier ?? (await post(parts, address, card, key)))
      })
    },
    threadUnder(message) {
      const { channel, ts } = messageOf(message)
      return threadId(channel, ts)
    },
    async edit(message, card) {
      const pictures = await parts.picturesOf(card)
      await inPortErrors(() =>
        sendFitting(card, wordsOn(card, parts), { ...parts, pictures }, (content) =>
          client.chat.update({ ...messageOf(message), ...content, parse: 'none', link_names: false }),
        ).catch((error: unknown) => {
          if (slackErrorCode(error) === 'message_not_found') parts.presses.gone(message)
          throw error
        }),
      )
    },
  }
}

/** What is added to a card is in its own language. */
const wordsOn = ({ language }: Card, { speech }: OutgoingParts): CardWords => speech.wordsIn(language).cards

async function post(parts: OutgoingParts, { channel, threadTs }: Address, card: Card, key: string) {
  const { client } = parts
  const pictures = await parts.picturesOf(card)
  const posted = await sendFitting(card, wordsOn(card, parts), { ...parts, pictures }, (content) =>
    client.chat.postMessage({
      channel,
      ...(threadTs && { thread_ts: threadTs }),
      ...content,
      mrkdwn: false,
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: METADATA_TYPE, event_payload: { key } },
    }),
  )
  if (!posted.ts) throw new Error('slack posted a message and did not say where')
  await attachFiles(parts, { channel, ...(threadTs && { threadTs }) }, card, wordsOn(card, parts))
  return posted.ts
}

/** A crash between a message and its files has left it without them. */
async function completeFiles(parts: OutgoingParts, address: Address, card: Card, ts: string): Promise<void> {
  if (!hasFiles(card)) return
  const there = await lookedUp(() => filesSharedAfter(parts.client, parts.botUser, address, ts))
  await attachFiles(parts, address, card, wordsOn(card, parts), there)
}

async function findAddress(client: webApi.WebClient, to: Destination): Promise<Address> {
  switch (to.kind) {
    case 'thread':
      return addressOf(to.thread)
    case 'direct': {
      const users = slackUser(to.user)
      if (!users) throw new UndeliverableError(`${to.user} is nobody in Slack`)
      const { channel } = await client.conversations.open({ users })
      if (!channel?.id) throw new Error('slack opened a direct message and did not say where')
      return { channel: channel.id }
    }
  }
}

/** Looks have limits of their own: one that is refused rests this message, and no other post. */
async function lookedUp<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look()
  } catch (error) {
    throw portError(error, 'message')
  }
}

async function inPortErrors<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw portError(error)
  }
}
