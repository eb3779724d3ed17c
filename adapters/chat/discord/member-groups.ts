import { type APIGuildMember, type REST, RESTJSONErrorCodes, Routes } from 'discord.js'
import type { GroupId, UserId } from '../../../src/domain/ids.ts'
import { hasCode } from './discord-errors.ts'
import { discordUserOf, roleIdsOf } from './ids.ts'

/** A person's roles in every server the bot is in. Throws when one of them does not answer, so that nobody gains by it. */
export async function groupsOf(rest: REST, guilds: readonly string[], user: UserId): Promise<readonly GroupId[]> {
  const id = discordUserOf(user)
  if (id === undefined) return []
  const roles = await Promise.all(guilds.map((guild) => rolesIn(rest, guild, id)))
  return roles.flat()
}

/** As people on Discord write a role. */
export function atName(role: string | undefined): string | undefined {
  return role?.replace(/^@?/, '@')
}

async function rolesIn(rest: REST, guild: string, user: string): Promise<readonly GroupId[]> {
  try {
    return roleIdsOf((await rest.get(Routes.guildMember(guild, user))) as APIGuildMember)
  } catch (error) {
    if (hasCode(error, RESTJSONErrorCodes.UnknownMember, RESTJSONErrorCodes.UnknownUser)) return []
    throw error
  }
}
