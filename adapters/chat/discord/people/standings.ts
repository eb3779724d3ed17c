import { RESTJSONErrorCodes } from 'discord.js'
import type { UserId } from '../../../../src/domain/ids.ts'
import type { Standing } from '../../../../src/domain/standing.ts'
import type { ToldUnasked } from '../../../../src/ports/chat-platform.ts'
import { hasCode } from '../discord-errors.ts'
import { discordUserOf } from '../ids.ts'
import { type Member, type Members, oldestOf, type Seat } from './members.ts'

/**
 * The servers whose members are the bot's own people: those that are named, else the one it is in. Anybody may invite a
 * public bot, so of several that nobody has named none is home.
 */
export function homeServers(named: readonly string[] | undefined, joined: readonly string[]): readonly string[] {
  if (named !== undefined) return named
  return joined.length === 1 ? joined : []
}

/** Members of a home server; who has not yet accepted its rules is a guest. Throws when one of the servers does not answer. */
export async function standingIn(members: Members, servers: readonly string[], user: UserId): Promise<Standing> {
  const id = discordUserOf(user)
  if (id === undefined) return 'stranger'
  return standingOf(await Promise.all(servers.map((guild) => memberOf(members, { guild, user: id }))))
}

/**
 * The same as Discord said it last. Who is a member of one server is a member; who is a stranger is known only when all servers
 * have said so.
 */
export function standingSaid(
  members: Members,
  servers: readonly string[],
  user: UserId,
): ToldUnasked<Standing> | undefined {
  const id = discordUserOf(user)
  if (id === undefined) return undefined
  const said = servers.map((guild) => members.said({ guild, user: id }))
  const known = said.filter((one) => one !== undefined)
  const joined = known.filter(({ member }) => member && isIn(member))
  const lastJoined = joined.toSorted((one, other) => other.asOf.getTime() - one.asOf.getTime())[0]
  if (lastJoined) return { value: 'member', asOf: lastJoined.asOf }
  const asOf = oldestOf(known)
  if (asOf === undefined || known.length < servers.length) return undefined
  return { value: standingOf(known.map(({ member }) => member)), asOf }
}

function standingOf(found: readonly (Member | undefined)[]): Standing {
  const memberships = found.filter((member) => member !== undefined)
  if (memberships.some(isIn)) return 'member'
  return memberships.length > 0 ? 'guest' : 'stranger'
}

const isIn = ({ pending }: Member): boolean => pending !== true

/** Nobody is a member of a server that the bot is not in. */
async function memberOf(members: Members, seat: Seat): Promise<Member | undefined> {
  try {
    return await members.ask(seat)
  } catch (error) {
    if (hasCode(error, RESTJSONErrorCodes.UnknownGuild, RESTJSONErrorCodes.MissingAccess)) return undefined
    throw error
  }
}
