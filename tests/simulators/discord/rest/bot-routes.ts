import { memberPayload, userPayload } from '../world/payloads.ts'
import type { Guild, World } from '../world/world.ts'
import { ApiError } from './api-error.ts'
import type { Route } from './rest-api.ts'
import type { RouteParts } from './route-parts.ts'

/** What the bot asks about itself, its servers and their members. */
export function botRoutes({ world, gatewayUrl }: RouteParts): readonly Route[] {
  const gateway = {
    url: gatewayUrl,
    shards: 1,
    session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 },
  }
  return [
    ['GET', /^\/gateway\/bot$/, () => gateway],
    ['GET', /^\/gateway$/, () => ({ url: gatewayUrl })],
    ['GET', /^\/users\/@me$/, () => userPayload(world.bot)],
    ['GET', /^\/users\/(\d+)$/, (_, [id = '']) => user(world, id)],
    ['GET', /^\/applications\/@me$/, () => ({ id: world.application, name: world.bot.name })],
    ['GET', /^\/users\/@me\/guilds$/, () => joined(world).map(({ id, name }) => ({ id, name }))],
    ['GET', /^\/guilds\/(\d+)\/members$/, ({ query }, [guild = '']) => members(world, guild, query)],
    ['GET', /^\/guilds\/(\d+)\/members\/(\d+)$/, (_, [guild = '', id = '']) => member(world, guild, id)],
  ]
}

function joined(world: World): readonly Guild[] {
  return [...world.guilds.values()].filter((guild) => guild.joined)
}

function guildOf(world: World, id: string): Guild {
  const guild = world.guilds.get(id)
  if (guild === undefined || !guild.joined) throw new ApiError(404, 10004, 'Unknown Guild')
  return guild
}

function user(world: World, id: string): object {
  const person = world.personById(id)
  if (person === undefined) throw new ApiError(404, 10013, 'Unknown User')
  return userPayload(person)
}

/** Everybody is in the first server who was not put into another one. */
function isMember(world: World, { members }: Guild, id: string): boolean {
  if (members !== 'everybody') return members.has(id)
  return [...world.guilds.values()].every((other) => other.members === 'everybody' || !other.members.has(id))
}

function member(world: World, guildId: string, id: string): object {
  const guild = guildOf(world, guildId)
  const person = world.personById(id)
  if (person === undefined || !isMember(world, guild, id)) throw new ApiError(404, 10007, 'Unknown Member')
  return { ...memberPayload(person), user: userPayload(person) }
}

function members(world: World, guildId: string, query: URLSearchParams): readonly object[] {
  const guild = guildOf(world, guildId)
  if (!world.membersListed) throw new ApiError(403, 50001, 'Missing Access')
  const after = query.get('after') ?? '0'
  return world
    .everybody()
    .filter(({ id }) => id > after && isMember(world, guild, id))
    .slice(0, Number(query.get('limit') ?? 1))
    .map((person) => ({ ...memberPayload(person), user: userPayload(person) }))
}
