import { type APIMessage, ChannelType } from 'discord.js'
import type { Place } from '../ids.ts'

/** What a place is derived from; the shape of a channel as Discord sends it. */
export interface ChannelFacts {
  readonly id: string
  readonly type: ChannelType
  readonly parent_id?: string | null | undefined
}

/**
 * Where a conversation that started in this channel continues.
 * @param starter The message whose thread it would be, if the channel is not a thread already.
 */
export function placeIn(channel: ChannelFacts, starter: string): Place {
  if (channel.type === ChannelType.DM) return { kind: 'direct', channel: channel.id }
  if (!isThread(channel.type)) return { kind: 'thread', parent: channel.id, thread: starter }
  return { kind: 'thread', parent: channel.parent_id ?? channel.id, thread: channel.id }
}

const THREADS: ReadonlySet<ChannelType> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
])

export function isThread(type: ChannelType): boolean {
  return THREADS.has(type)
}

/**
 * The message that started the conversation which one of the bot's messages in a channel belongs to. Where threads are
 * not allowed, the bot answers below the request, and answers to that answer belong to the same conversation.
 */
export function starterOf(own: Pick<APIMessage, 'id' | 'message_reference'>): string {
  return own.message_reference?.message_id ?? own.id
}
