import { z } from 'zod'
import { messageIdOf } from '../../../../src/domain/message-id.ts'
import type { Addressed, IncomingMessage } from '../../../../src/ports/chat-platform.ts'
import { isDirect, threadId, userId } from '../addresses.ts'
import type { Place } from './ephemeral.ts'

/** A person's words, and where to answer only to them. */
export interface Heard {
  readonly message: IncomingMessage
  readonly place: Place
  /** The name of the message itself, the same in whichever form and however often it comes. */
  readonly name: string
}

/** The bot's own ids. People may mention it by either. */
export interface OwnIds {
  /** `U…` */
  readonly botUser: string
  /** `B…` */
  readonly botId: string
}

const spoken = z.object({
  type: z.enum(['app_mention', 'message']),
  subtype: z.enum(['file_share', 'thread_broadcast']).optional(),
  channel: z.string(),
  user: z.string(),
  text: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  bot_id: z.undefined().optional(),
  hidden: z.literal(false).optional(),
  edited: z.undefined().optional(),
})

type Spoken = z.infer<typeof spoken>

/** Under these Slack writes notices of its own, some of them without a subtype. */
const SLACK_ITSELF: ReadonlySet<string> = new Set(['USLACK', 'USLACKBOT'])

export function isSlackItself(user: string): boolean {
  return SLACK_ITSELF.has(user)
}

/** The name of a message itself, the same in whichever form and however often it comes. */
export function nameOfMessage(channel: string, ts: string): string {
  return `slack:${channel}:${ts}`
}

/**
 * What an event says to the bot, or near it. Undefined for everything that is not a person's new words: edits and
 * deletions, joins and topics, bots (itself among them), and channel talk outside threads that does not mention it.
 *
 * A mention comes as `app_mention` and as `message`, in any order; both give the same, so that whichever is first counts.
 * Where the words do not show it, the `message` is overheard under a name of its own, and the `app_mention` still counts.
 */
export function readEvent(event: unknown, eventId: string | undefined, bot: OwnIds): Heard | undefined {
  const { data: words } = spoken.safeParse(event)
  if (!words || words.user === bot.botUser || isSlackItself(words.user)) return undefined
  const addressed = addressedBy(words, bot)
  if (!addressed) return undefined
  const { channel, ts, thread_ts: threadTs, user, text } = words
  const name = nameOfMessage(channel, ts)
  return {
    name,
    place: { channel, user, ...(threadTs && { threadTs }) },
    message: {
      keys: [...(eventId ? [`slack:event:${eventId}`] : []), addressed === 'overheard' ? `${name}:overheard` : name],
      id: messageIdOf(name),
      thread: threadId(channel, threadTs ?? ts),
      by: userId(user),
      addressed,
      text: withoutMention(text, bot),
    },
  }
}

function addressedBy({ type, channel, text, ts, thread_ts }: Spoken, bot: OwnIds): Addressed | undefined {
  const addressed = addressedIn(channel, text, bot)
  if (type === 'app_mention' && addressed === 'overheard') return 'mention'
  const isInThread = thread_ts !== undefined && thread_ts !== ts
  return addressed === 'overheard' && !isInThread ? undefined : addressed
}

/** How words in this channel reach the bot. */
export function addressedIn(channel: string, text: string, bot: OwnIds): 'direct' | 'mention' | 'overheard' {
  if (isDirect(channel)) return 'direct'
  return ownMention(bot).test(text) ? 'mention' : 'overheard'
}

export function withoutMention(text: string, bot: OwnIds): string {
  return text.replaceAll(ownMention(bot, 'g'), '').trim()
}

/** Mentions are `<@U123>`, in older clients `<@U123|name>`. */
function ownMention({ botUser, botId }: OwnIds, flags = ''): RegExp {
  return new RegExp(`<@(?:${botUser}|${botId})(?:\\|[^>]*)?>[,:]?`, flags)
}
