import { callback, followUp, originalOf } from '../interactions/callback.ts'
import type { Interaction } from '../interactions/interactions.ts'
import { applyEdit } from '../world/compose.ts'
import { messagePayload } from '../world/payloads.ts'
import type { Posted } from '../world/world.ts'
import { ApiError } from './api-error.ts'
import type { Call } from './call.ts'
import { told } from './message-routes.ts'
import type { Route } from './rest-api.ts'
import type { RouteParts } from './route-parts.ts'

/** First answers to interactions, and what their tokens allow for 15 minutes. */
export function interactionRoutes(parts: RouteParts): readonly Route[] {
  const { world, interactions, tell } = parts
  const tellOf = (type: string, message: Posted | undefined): void => {
    if (message === undefined || message.onlyFor !== undefined) return
    tell(type, told(world, message), world.channels.get(message.channelId)?.guildId)
  }
  const answer = (call: Call, interaction: Interaction): unknown => {
    const result = callback(parts, interaction, call)
    const { response, answered, on } = interaction
    if (response !== undefined) tellOf('MESSAGE_CREATE', response)
    else if (answered === 7) tellOf('MESSAGE_UPDATE', on)
    return result
  }
  const editOf = (call: Call, message: Posted): object => {
    applyEdit(parts, message, call)
    tellOf('MESSAGE_UPDATE', message)
    return messagePayload(world, message)
  }
  const remove = (message: Posted): undefined => {
    world.removeMessage(message)
    const { id, channelId } = message
    const guildId = world.channels.get(channelId)?.guildId
    if (message.onlyFor === undefined) tell('MESSAGE_DELETE', { id, channel_id: channelId, guild_id: guildId }, guildId)
  }
  const sentWith = (token: string, id: string): Posted => {
    const { channel } = interactions.answered(token)
    const message = world.message(channel.id, id)
    if (message?.webhookId === undefined) throw new ApiError(404, 10008, 'Unknown Message')
    return message
  }
  const original = (token: string): Posted => {
    const message = originalOf(interactions.answered(token))
    if (!world.messages.includes(message)) throw new ApiError(404, 10008, 'Unknown Message')
    return message
  }
  const at = '^/webhooks/\\d+/([^/]+)'
  return [
    [
      'POST',
      /^\/interactions\/(\d+)\/([^/]+)\/callback$/,
      (call, [id = '', token = '']) => answer(call, interactions.toAnswer(id, token)),
    ],
    [
      'POST',
      new RegExp(`${at}$`),
      (call, [token = '']) => {
        const message = followUp(parts, interactions.answered(token), call)
        tellOf('MESSAGE_CREATE', message)
        return messagePayload(world, message)
      },
    ],
    ['GET', new RegExp(`${at}/messages/@original$`), (_, [token = '']) => messagePayload(world, original(token))],
    ['PATCH', new RegExp(`${at}/messages/@original$`), (call, [token = '']) => editOf(call, original(token))],
    ['DELETE', new RegExp(`${at}/messages/@original$`), (_, [token = '']) => remove(original(token))],
    [
      'GET',
      new RegExp(`${at}/messages/(\\d+)$`),
      (_, [token = '', id = '']) => messagePayload(world, sentWith(token, id)),
    ],
    ['PATCH', new RegExp(`${at}/messages/(\\d+)$`), (call, [token = '', id = '']) => editOf(call, sentWith(token, id))],
    ['DELETE', new RegExp(`${at}/messages/(\\d+)$`), (_, [token = '', id = '']) => remove(sentWith(token, id))],
  ]
}
