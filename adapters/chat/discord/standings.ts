import { type APIGuildMember, type REST, RESTJSONErrorCodes, Routes } from 'discord.js'
import type { UserId } from '../../../src/domain/ids.ts'
import type { Standing } from '../../../src/domain/standing.ts'
import { hasCode } from './discord-errors.ts'
import { discordUserOf } from './ids.ts'

/**
 * The servers whose members are the bot's own people: those that are named, else the one it is in. Anybody may invite a
 * public bot, so of several that nobody has named none is home.
 */
export function homeServers(named: readonly string[] | undefined, joined: readonly string[]): readonly string[] {
  if (named !== undefined) return named
  return joined.length === 1 ? joined : []
}

/** Members of a home server; who has not yet accepted its rules is a guest. Throws when one of the servers does not answer. */
export async function standingIn(rest: REST, servers: readonly string[], user: UserId): Promise<Standing> {
  const id = discordUserOf(user)
  if (id === undefined) return 'stranger'
  const found = await Promise.all(servers.map((server) => memberOf(rest, server, id)))
  const memberships = found.filter((member) => member !== undefined)
  if (memberships.some(({ pending }) => pending !== true)) return 'member'
  return memberships.length > 0 ? 'guest' : 'stranger'
}

async function memberOf(rest: REST, server: string, user: string): Promise<APIGuildMember | undefined> {
  try {
    return (await rest.get(Routes.guildMember(server, user))) as APIGuildMember
  } catch (error) {
    const { UnknownMember, UnknownUser, UnknownGuild, MissingAccess } = RESTJSONErrorCodes
    if (hasCode(error, UnknownMember, UnknownUser, UnknownGuild, MissingAccess)) return undefined
    throw error
  }
}
