import { type APIGuildMember, type REST, RESTJSONErrorCodes, Routes } from 'discord.js'
import type { GroupId, UserId } from '../../../../src/domain/ids.ts'
import type { ToldUnasked } from '../../../../src/ports/chat-platform.ts'
import { hasCode } from '../discord-errors.ts'
import { discordUserOf, roleIdsOf, roleOf, userIdOf } from '../ids.ts'
import { MEMBER_PAGES, MEMBERS_PER_PAGE } from '../limits.ts'
import { type Member, type Members, oldestOf } from './members.ts'

/** A person's roles in every server the bot is in. Throws when one of them does not answer, so that nobody gains by it. */
export async function groupsOf(members: Members, guilds: readonly string[], user: UserId): Promise<readonly GroupId[]> {
  const id = discordUserOf(user)
  if (id === undefined) return []
  return rolesOf(await Promise.all(guilds.map((guild) => members.ask({ guild, user: id }))))
}

/** The same as Discord said it last, where it has of every server. */
export function groupsSaid(
  members: Members,
  guilds: readonly string[],
  user: UserId,
): ToldUnasked<readonly GroupId[]> | undefined {
  const id = discordUserOf(user)
  if (id === undefined) return undefined
  const said = guilds.map((guild) => members.said({ guild, user: id })).filter((one) => one !== undefined)
  const asOf = oldestOf(said)
  if (asOf === undefined || said.length < guilds.length) return undefined
  return { value: rolesOf(said.map(({ member }) => member)), asOf }
}

function rolesOf(found: readonly (Member | undefined)[]): readonly GroupId[] {
  return found.flatMap((member) => (member === undefined ? [] : roleIdsOf(member)))
}

/**
 * Who has a role. Discord lists members to an app only where somebody has switched on its “Server Members Intent”, which
 * the bot needs for nothing else: undefined where it does not, or where the servers have too many members to list.
 */
export async function membersOf(
  rest: REST,
  guilds: readonly string[],
  group: GroupId,
): Promise<readonly UserId[] | undefined> {
  const role = roleOf(group)
  if (role === undefined) return undefined
  const listed = await Promise.all(guilds.map((guild) => membersIn(rest, guild, role)))
  return listed.some((members) => members === undefined) ? undefined : [...new Set(listed.flatMap((one) => one ?? []))]
}

async function membersIn(rest: REST, guild: string, role: string): Promise<readonly UserId[] | undefined> {
  const found: UserId[] = []
  let after = '0'
  for (let page = 0; page < MEMBER_PAGES; page++) {
    const members = await memberPage(rest, guild, after)
    if (members === undefined) return undefined
    for (const { user, roles } of members) if (roles.includes(role) && !user.bot) found.push(userIdOf(user.id))
    const last = members.at(-1)
    if (last === undefined || members.length < MEMBERS_PER_PAGE) return found
    after = last.user.id
  }
  return undefined
}

async function memberPage(rest: REST, guild: string, after: string): Promise<readonly APIGuildMember[] | undefined> {
  const query = new URLSearchParams({ limit: String(MEMBERS_PER_PAGE), after })
  try {
    return (await rest.get(Routes.guildMembers(guild), { query })) as readonly APIGuildMember[]
  } catch (error) {
    if (hasCode(error, RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.MissingPermissions)) return undefined
    throw error
  }
}

/** As people on Discord write a role. */
export function atName(role: string | undefined): string | undefined {
  return role?.replace(/^@?/, '@')
}
