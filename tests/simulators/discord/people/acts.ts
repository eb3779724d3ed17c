import type { Began, Interaction, Interactions } from '../interactions/interactions.ts'
import { told } from '../rest/message-routes.ts'
import type { RouteParts } from '../rest/route-parts.ts'
import type { SentFile } from '../rules/bodies.ts'
import { memberPayload } from '../world/payloads.ts'
import { channelOf } from '../world/permissions.ts'
import type { Person, Posted, World } from '../world/world.ts'

/** What people do, told to the bot over the gateway. */
export interface Acts {
  readonly world: World
  readonly interactions: Interactions
  readonly commands: RouteParts['commands']
  say(by: Person, channel: string, content: string, more?: SayMore): Posted
  edit(message: Posted, content: string): void
  remove(message: Posted): void
  /** Discord adds the preview of a link, which nobody wrote. */
  unfurl(message: Posted, embed: object): void
  react(by: Person, message: Posted, emoji: string): void
  begin(began: Began): Interaction
}

export interface SayMore {
  readonly replyTo?: string
  readonly file?: SentFile
  /** Said by a webhook, which is no person. */
  readonly webhookId?: string
}

export function createActs(parts: RouteParts, changed: () => void, isChannelNamed: () => boolean): Acts {
  const { world, interactions, tell, commands } = parts
  const tellOf = (type: string, message: Posted, more: object = {}): void =>
    tell(type, { ...told(world, message), ...more }, channelOf(world, message.channelId).guildId)

  return {
    world,
    interactions,
    commands,
    say(by, channelId, content, { replyTo, file, webhookId } = {}) {
      const channel = channelOf(world, channelId)
      const id = world.nextId()
      const answered = world.messages.find((message) => message.id === replyTo)?.author.id
      const named = [...content.matchAll(/<@!?(\d+)>/g)].map(([, who = '']) => who)
      const message = world.addMessage({
        id,
        channelId,
        author: by,
        content,
        mentionsAllowed: [...named, ...(answered === undefined ? [] : [answered])],
        attachments:
          file === undefined
            ? []
            : [{ ...file, url: `${parts.filesUrl()}/attachments/${channelId}/${file.id}/${file.name}` }],
        ...(replyTo !== undefined && { replyTo }),
        ...(webhookId !== undefined && { webhookId }),
      })
      channel.archived = false
      const isMember = channel.guildId !== undefined && webhookId === undefined
      tellOf('MESSAGE_CREATE', message, isMember ? { member: memberPayload(by) } : {})
      changed()
      return message
    },
    edit(message, content) {
      Object.assign(message, { content, editedAt: world.clock.now(), edits: message.edits + 1 })
      tellOf('MESSAGE_UPDATE', message)
      changed()
    },
    remove(message) {
      world.removeMessage(message)
      const { id, channelId } = message
      const { guildId } = channelOf(world, channelId)
      tell('MESSAGE_DELETE', { id, channel_id: channelId, ...(guildId && { guild_id: guildId }) }, guildId)
      changed()
    },
    unfurl(message, embed) {
      message.embeds = [...message.embeds, embed]
      tellOf('MESSAGE_UPDATE', message)
      changed()
    },
    react(by, message, emoji) {
      message.reactions.set(emoji, (message.reactions.get(emoji) ?? new Set()).add(by.id))
      const { id, channelId } = message
      const { guildId } = channelOf(world, channelId)
      const reaction = {
        user_id: by.id,
        message_id: id,
        channel_id: channelId,
        emoji: { id: null, name: emoji },
        type: 0,
      }
      tell('MESSAGE_REACTION_ADD', { ...reaction, ...(guildId && { guild_id: guildId }) }, guildId)
      changed()
    },
    begin(began) {
      const { message, by } = began
      if (message !== undefined && (message.onlyFor ?? by.id) !== by.id)
        throw new Error(`only one person sees the message ${message.id}, and ${by.name} is another`)
      const { interaction, payload } = interactions.begin(began)
      tell('INTERACTION_CREATE', { ...payload, ...(isChannelNamed() ? {} : { channel: undefined }) })
      changed()
      return interaction
    },
  }
}
