import { problem } from '../rules/problem.ts'
import { channelPayload } from '../world/payloads.ts'
import { channelWith } from '../world/permissions.ts'
import type { Channel, World } from '../world/world.ts'
import { ApiError, refuse } from './api-error.ts'
import type { Call } from './call.ts'
import type { Route } from './rest-api.ts'
import type { RouteParts } from './route-parts.ts'

/** Channels and their threads. */
export function channelRoutes(parts: RouteParts): readonly Route[] {
  const { world } = parts
  return [
    ['GET', /^\/channels\/(\d+)$/, (_, [id = '']) => channelPayload(world, channelWith(world, id))],
    ['PATCH', /^\/channels\/(\d+)$/, ({ body }, [id = '']) => change(parts, body, id)],
    ['DELETE', /^\/channels\/(\d+)$/, (_, [id = '']) => close(parts, id)],
    [
      'POST',
      /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/,
      (call, [id = '', message = '']) => threadOf(parts, call, id, message),
    ],
    ['POST', /^\/channels\/(\d+)\/threads$/, ({ body }, [id = '']) => started(parts, body, id)],
    ['GET', /^\/channels\/(\d+)\/thread-members$/, (_, [id = '']) => threadMembers(threadWith(world, id))],
    ['PUT', /^\/channels\/(\d+)\/thread-members\/(@me|\d+)$/, (_, [id = '', who = '']) => join(world, id, who)],
    [
      'DELETE',
      /^\/channels\/(\d+)\/thread-members\/(@me|\d+)$/,
      (_, [id = '', who = '']) => void threadWith(world, id).threadMembers?.delete(who === '@me' ? world.bot.id : who),
    ],
  ]
}

function change({ world, tell }: RouteParts, body: Partial<Channel>, id: string): object {
  const channel = channelWith(world, id)
  if (body.archived !== undefined) channel.archived = body.archived
  if (body.locked !== undefined) channel.locked = body.locked
  tell(
    channel.parentId === undefined ? 'CHANNEL_UPDATE' : 'THREAD_UPDATE',
    channelPayload(world, channel),
    channel.guildId,
  )
  return channelPayload(world, channel)
}

function close({ world, tell }: RouteParts, id: string): object {
  const channel = channelWith(world, id)
  world.channels.delete(id)
  const payload = channelPayload(world, channel)
  tell(channel.parentId === undefined ? 'CHANNEL_DELETE' : 'THREAD_DELETE', payload, channel.guildId)
  return payload
}

function threadOf(parts: RouteParts, { body }: Call, id: string, message: string): object {
  const { world } = parts
  const channel = channelWith(world, id, 'createThreads')
  if (channel.guildId === undefined) throw new ApiError(400, 50003, 'Cannot execute action on a DM channel')
  if (channel.parentId !== undefined) throw new ApiError(400, 50024, 'Cannot execute action on this channel type')
  if (world.message(id, message) === undefined) throw new ApiError(404, 10008, 'Unknown Message')
  if (world.channels.has(message)) throw new ApiError(400, 160004, 'A thread has already been created for this message')
  return start(parts, channel, message, body.name)
}

function started(parts: RouteParts, body: { readonly name?: string }, id: string): object {
  return start(parts, channelWith(parts.world, id, 'createThreads'), undefined, body.name)
}

function start({ world, tell }: RouteParts, parent: Channel, message: string | undefined, name = ''): object {
  if (name.length < 1 || name.length > 100)
    refuse([problem('BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.', 'name')])
  const payload = channelPayload(world, world.startThread(parent, message, name))
  tell('THREAD_CREATE', { ...payload, newly_created: true }, parent.guildId)
  return payload
}

function threadWith(world: World, id: string): Channel {
  const channel = channelWith(world, id)
  if (channel.parentId === undefined) throw new ApiError(400, 50024, 'Cannot execute action on this channel type')
  return channel
}

function threadMembers({ id, threadMembers: members = new Set() }: Channel): readonly object[] {
  return [...members].map((user) => ({ id, user_id: user, flags: 0 }))
}

function join(world: World, id: string, who: string): undefined {
  const thread = threadWith(world, id)
  if (thread.archived) throw new ApiError(400, 50083, 'Thread is archived')
  thread.threadMembers?.add(who === '@me' ? world.bot.id : who)
}
