import { problem } from '../rules/problem.ts'
import { applyEdit, composed } from '../world/compose.ts'
import { channelPayload, messagePayload } from '../world/payloads.ts'
import { channelOf, channelWith, PERMISSIONS, permissionsIn } from '../world/permissions.ts'
import type { Channel, Posted, World } from '../world/world.ts'
import { ApiError, refuse } from './api-error.ts'
import type { Call } from './call.ts'
import { type Route, ServedFile } from './rest-api.ts'
import type { RouteParts } from './route-parts.ts'

/** "Unique in the past few minutes": developers/resources/message.mdx, enforce_nonce. */
const NONCE_MS = 5 * 60_000

/** Messages of channels, threads and direct messages. */
export function messageRoutes(parts: RouteParts): readonly Route[] {
  const { world } = parts
  const message = '^/channels/(\\d+)/messages/(\\d+)'
  return [
    ['POST', /^\/users\/@me\/channels$/, ({ body }) => directChannel(world, body.recipient_id)],
    ['GET', /^\/channels\/(\d+)\/messages$/, ({ query }, [id = '']) => history(world, id, query)],
    ['POST', /^\/channels\/(\d+)\/messages$/, (call, [id = '']) => createMessage(parts, call, id)],
    [
      'GET',
      new RegExp(`${message}$`),
      (_, [channel = '', id = '']) => {
        channelWith(world, channel, 'readHistory')
        return messagePayload(world, visible(world, channel, id))
      },
    ],
    ['PATCH', new RegExp(`${message}$`), (call, [channel = '', id = '']) => edit(parts, call, channel, id)],
    ['DELETE', new RegExp(`${message}$`), (_, [channel = '', id = '']) => remove(parts, channel, id)],
    [
      'PUT',
      new RegExp(`${message}/reactions/([^/]+)/@me$`),
      (_, [channel = '', id = '', emoji = '']) => react(parts, channel, id, decodeURIComponent(emoji)),
    ],
    [
      'POST',
      /^\/channels\/(\d+)\/typing$/,
      (_, [id = '']) => {
        world.typing.set(mayWrite(world, channelWith(world, id)).id, world.clock.now())
      },
    ],
    ['GET', /^\/attachments\/(\d+)\/(\d+)\/.*$/, (_, [, id = '']) => served(world, id)],
  ]
}

function directChannel(world: World, recipient: string): object {
  const person = world.personById(recipient)
  if (person === undefined) throw new ApiError(400, 50033, 'Invalid Recipient(s)')
  return channelPayload(world, world.directChannel(person))
}

function history(world: World, id: string, query: URLSearchParams): readonly object[] {
  const channel = channelWith(world, id)
  if ((permissionsIn(world, channel) & PERMISSIONS.readHistory) === 0n) return []
  const limit = Number(query.get('limit') ?? 50)
  if (limit < 1 || limit > 100)
    refuse([problem('NUMBER_TYPE_MAX', 'int value should be less than or equal to 100.', 'limit')])
  const [after, before] = [query.get('after'), query.get('before')]
  const seen = world.messages.filter(
    (message) => message.channelId === id && message.onlyFor === undefined && (before === null || message.id < before),
  )
  const page = after === null ? seen.slice(-limit) : seen.filter((message) => message.id > after).slice(0, limit)
  return page.map((message) => messagePayload(world, message)).reverse()
}

/** A channel in which the bot may say something. */
function mayWrite(world: World, channel: Channel): Channel {
  channelWith(world, channel.id, channel.parentId === undefined ? 'send' : 'sendInThreads')
  if (channel.recipient?.blocksDirect) throw new ApiError(403, 50007, 'Cannot send messages to this user')
  if (channel.locked) throw new ApiError(400, 160005, 'Thread is locked')
  return channel
}

function createMessage(parts: RouteParts, { body, files }: Call, id: string): object {
  const { world, nonces } = parts
  const channel = mayWrite(world, channelOf(world, id))
  if (files.length > 0) channelWith(world, id, 'attachFiles')
  const reference = body.message_reference
  if (reference && world.message(id, reference.message_id) === undefined && reference.fail_if_not_exists !== false)
    refuse([problem('REPLIES_UNKNOWN_MESSAGE', 'Unknown message', 'message_reference')])
  const composedMessage = composed(parts, channel, world.bot, { body, files })
  const nonceKey = `${id} ${body.nonce}`
  const known = body.enforce_nonce === true ? nonces.get(nonceKey) : undefined
  if (known !== undefined && world.clock.now() < known.until) return messagePayload(world, known.message)
  channel.archived = false
  const message = world.addMessage(composedMessage)
  world.typing.delete(id)
  if (body.nonce !== undefined) nonces.set(nonceKey, { message, until: world.clock.now() + NONCE_MS })
  parts.tell('MESSAGE_CREATE', { ...told(world, message), nonce: body.nonce }, channel.guildId)
  return { ...messagePayload(world, message), nonce: body.nonce }
}

/** A message as the gateway tells of it. */
export function told(world: World, message: Posted): object {
  const { guildId, type } = channelOf(world, message.channelId)
  return { ...messagePayload(world, message), channel_type: type, ...(guildId !== undefined && { guild_id: guildId }) }
}

/** A message that the bot's token reaches: none that only one person sees. */
function visible(world: World, channel: string, id: string): Posted {
  const message = world.message(channel, id)
  if (message === undefined || message.onlyFor !== undefined) throw new ApiError(404, 10008, 'Unknown Message')
  return message
}

function edit(parts: RouteParts, { body, files }: Call, id: string, messageId: string): object {
  const { world } = parts
  const channel = channelWith(world, id)
  if (channel.archived) throw new ApiError(400, 50083, 'Thread is archived')
  const message = visible(world, id, messageId)
  if (message.author !== world.bot) throw new ApiError(403, 50005, 'Cannot edit a message authored by another user')
  applyEdit(parts, message, { body, files })
  parts.tell('MESSAGE_UPDATE', told(world, message), channel.guildId)
  return messagePayload(world, message)
}

function remove(parts: RouteParts, id: string, messageId: string): undefined {
  const { world } = parts
  const channel = channelWith(world, id)
  if (channel.archived) throw new ApiError(400, 50083, 'Thread is archived')
  const message = visible(world, id, messageId)
  if (message.author !== world.bot) channelWith(world, id, 'manageMessages')
  world.removeMessage(message)
  parts.tell('MESSAGE_DELETE', { id: messageId, channel_id: id, guild_id: channel.guildId }, channel.guildId)
}

/** JSON error codes list, 30010. */
const REACTIONS = 20

function react({ world }: RouteParts, channel: string, id: string, emoji: string): undefined {
  channelWith(world, channel, 'readHistory', 'addReactions')
  const { reactions } = visible(world, channel, id)
  if (!/\p{Emoji}/u.test(emoji)) throw new ApiError(400, 10014, 'Unknown Emoji')
  if (!reactions.has(emoji) && reactions.size >= REACTIONS)
    throw new ApiError(400, 30010, `Maximum number of reactions reached (${REACTIONS})`)
  reactions.set(emoji, (reactions.get(emoji) ?? new Set()).add(world.bot.id))
}

function served(world: World, id: string): ServedFile {
  const file = world.messages.flatMap(({ attachments }) => attachments).find((attachment) => attachment.id === id)
  if (file === undefined) throw new ApiError(404, 0, '404: Not Found')
  return new ServedFile(file.type, file.bytes)
}
