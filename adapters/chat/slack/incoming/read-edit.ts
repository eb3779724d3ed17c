import { z } from 'zod'
import { messageIdOf } from '../../../../src/domain/message-id.ts'
import type { DeletedMessage, EditedMessage } from '../../../../src/ports/chat-platform.ts'
import { userId } from '../addresses.ts'
import { addressedIn, isSlackItself, nameOfMessage, type OwnIds, withoutMention } from './read-event.ts'

/** What somebody has done to a message that stands in Slack already. */
export type EditOrDeletion =
  | { readonly kind: 'edited'; readonly edit: EditedMessage }
  | { readonly kind: 'deleted'; readonly deletion: DeletedMessage }

const words = z.object({
  user: z.string(),
  text: z.string(),
  ts: z.string(),
  subtype: z.enum(['file_share', 'thread_broadcast', 'tombstone']).optional(),
  bot_id: z.undefined().optional(),
  edited: z.object({ ts: z.string(), user: z.string().optional() }).optional(),
})

const change = z.discriminatedUnion('subtype', [
  z.object({
    subtype: z.literal('message_changed'),
    channel: z.string(),
    message: words,
    previous_message: z.object({ text: z.string().optional() }).optional(),
  }),
  z.object({ subtype: z.literal('message_deleted'), channel: z.string(), deleted_ts: z.string() }),
])

/**
 * What an event says of a message that was said before: undefined where its words are as they were, as when Slack adds a
 * preview of a link, and for what bots do, this one among them, which edits its cards.
 */
export function readEdit(event: unknown, eventId: string | undefined, bot: OwnIds): EditOrDeletion | undefined {
  const { data } = change.safeParse(event)
  if (!data) return undefined
  const eventKeys = eventId ? [`slack:event:${eventId}`] : []
  if (data.subtype === 'message_deleted') return deleted(data.channel, data.deleted_ts, eventKeys)
  const { message, previous_message: before, channel } = data
  const { user, text, ts, edited } = message
  // Of a message that others have answered this is left.
  if (message.subtype === 'tombstone') return deleted(channel, ts, eventKeys)
  if (user === bot.botUser || isSlackItself(user) || text === before?.text) return undefined
  // Slack rewrites names and links in what people have said too, and then names no editor.
  if (!edited || (edited.user !== undefined && edited.user !== user)) return undefined
  const name = nameOfMessage(channel, ts)
  return {
    kind: 'edited',
    edit: {
      keys: [...eventKeys, `${name}:edited:${edited.ts}`],
      message: messageIdOf(name),
      by: userId(user),
      addressed: addressedIn(channel, text, bot),
      text: withoutMention(text, bot),
      saidAt: dateOf(ts),
      editedAt: dateOf(edited.ts),
    },
  }
}

function deleted(channel: string, ts: string, eventKeys: readonly string[]): EditOrDeletion {
  const name = nameOfMessage(channel, ts)
  const keys = [...eventKeys, `${name}:deleted`]
  return { kind: 'deleted', deletion: { keys, message: messageIdOf(name), saidAt: dateOf(ts) } }
}

/** Slack's time stamps count seconds; that of a message is its name as well. */
const dateOf = (ts: string): Date => new Date(Number(ts) * 1000)
