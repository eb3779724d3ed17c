import { ApiError } from '../rest/api-error.ts'
import type { Channel, World } from './world.ts'

/** Discord's permission bits, as far as the bot needs them. */
export const PERMISSIONS = {
  addReactions: 1n << 6n,
  view: 1n << 10n,
  send: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readHistory: 1n << 16n,
  createThreads: 1n << 35n,
  sendInThreads: 1n << 38n,
} as const

export type Permission = keyof typeof PERMISSIONS

const ALL = Object.values(PERMISSIONS).reduce((all, bit) => all | bit)

/** What the bot may do in a channel; a thread takes over what its channel denies. */
export function permissionsIn(world: World, channel: Channel): bigint {
  const parent = channel.parentId === undefined ? undefined : world.channels.get(channel.parentId)
  return ALL & ~(channel.denied ?? 0n) & ~(parent?.denied ?? 0n)
}

export function deny(channel: Channel, ...denied: readonly Permission[]): void {
  channel.denied = denied.reduce((bits, permission) => bits | PERMISSIONS[permission], channel.denied ?? 0n)
}

export function channelOf(world: World, id: string): Channel {
  const channel = world.channels.get(id)
  if (channel === undefined) throw new ApiError(404, 10003, 'Unknown Channel')
  return channel
}

/** The channel, if the bot may do all of this in it. */
export function channelWith(world: World, id: string, ...needed: readonly Permission[]): Channel {
  const channel = channelOf(world, id)
  const guild = channel.guildId === undefined ? undefined : world.guilds.get(channel.guildId)
  const allowed = permissionsIn(world, channel)
  if (guild?.joined === false || (allowed & PERMISSIONS.view) === 0n) throw new ApiError(403, 50001, 'Missing Access')
  const lacks = needed.filter((permission) => (allowed & PERMISSIONS[permission]) === 0n)
  if (lacks.length > 0) throw new ApiError(403, 50013, 'Missing Permissions')
  return channel
}
