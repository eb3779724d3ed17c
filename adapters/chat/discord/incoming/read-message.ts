import { type GatewayMessageCreateDispatchData, MessageType } from 'discord.js'
import { messageIdOf } from '../../../../src/domain/message-id.ts'
import type { Addressed, IncomingMessage } from '../../../../src/ports/chat-platform.ts'
import type { Self } from '../connection/gateway.ts'
import { roleIdsOf, threadIdOf, userIdOf } from '../ids.ts'
import { type ChannelFacts, placeIn, starterOf } from './channel-facts.ts'
import { nameOf } from './interaction-facts.ts'

/**
 * How a message reached the bot; undefined when it is none of the bot's business. Outside direct messages Discord withholds
 * the text of messages that do not mention the bot, and nothing can be made of those. `by-role` is the slip of mentioning
 * the role that has the bot's name instead of the bot, which withholds the text too; `without-words` is a file alone.
 */
export function addressedAs(
  payload: GatewayMessageCreateDispatchData,
  self: Self,
  ownRole: string | undefined,
): Addressed | 'by-role' | 'without-words' | undefined {
  if (!isSaidByPerson(payload)) return undefined
  if (isDirect(payload)) {
    if (payload.content !== '') return 'direct'
    return holdsFiles(payload) ? 'without-words' : undefined
  }
  if (payload.mentions.some(({ id }) => id === self.user)) return 'mention'
  const roleMentioned = ownRole !== undefined && payload.mention_roles.includes(ownRole)
  // Withheld words still come between a question and its answer.
  if (payload.content === '') return roleMentioned ? 'by-role' : 'overheard'
  return roleMentioned ? 'mention' : 'overheard'
}

/** Compatible servers send `guild_id: null` where Discord leaves it out. */
export function isDirect({ guild_id }: Pick<GatewayMessageCreateDispatchData, 'guild_id'>): boolean {
  return guild_id === undefined || guild_id === null
}

function holdsFiles({ attachments = [], sticker_items = [] }: GatewayMessageCreateDispatchData): boolean {
  return attachments.length + sticker_items.length > 0
}

export function isSaidByPerson({
  author,
  webhook_id,
  type,
}: Pick<GatewayMessageCreateDispatchData, 'author' | 'webhook_id' | 'type'>): boolean {
  const isSaid = type === MessageType.Default || type === MessageType.Reply
  return isSaid && author.bot !== true && webhook_id === undefined
}

/** The name of a message itself, in whichever form it comes. */
export function nameOfMessage(id: string): string {
  return `discord:${id}`
}

/** The message as the core takes it; undefined for talk in a channel that the bot is no part of. */
export function readMessage(
  payload: GatewayMessageCreateDispatchData,
  addressed: Addressed,
  channel: ChannelFacts,
  self: Self,
  ownRole: string | undefined,
): IncomingMessage | undefined {
  const place = placeIn(channel, conversationStarter(payload, self))
  const inThread = place.kind === 'thread' && place.thread === channel.id
  if (addressed === 'overheard' && !inThread) return undefined
  return {
    keys: [nameOfMessage(payload.id)],
    id: messageIdOf(nameOfMessage(payload.id)),
    thread: threadIdOf(place),
    by: userIdOf(payload.author.id),
    name: nameOf(payload.author, payload.member?.nick),
    ...(payload.member !== undefined && { groups: roleIdsOf(payload.member) }),
    addressed,
    text: withoutMention(payload.content, self.user, ownRole),
  }
}

function conversationStarter(payload: GatewayMessageCreateDispatchData, self: Self): string {
  const answered = payload.referenced_message
  return answered?.author.id === self.user ? starterOf(answered) : payload.id
}

/** Of the bot, or of the role that has its name. */
export function withoutMention(content: string, user: string, role: string | undefined): string {
  const mentions = [`<@${user}>`, `<@!${user}>`, ...(role === undefined ? [] : [`<@&${role}>`])]
  return mentions.reduce((text, mention) => text.replaceAll(mention, ''), content).trim()
}
