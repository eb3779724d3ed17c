import { type APIGuildMember, type REST, RESTJSONErrorCodes, Routes, SnowflakeUtil } from 'discord.js'
import { createRecent } from '../../recent.ts'
import { hasCode } from '../discord-errors.ts'

/** What counts of a member. */
export type Member = Pick<APIGuildMember, 'roles' | 'pending'>

/** What Discord said of somebody in one server; undefined for who is no member. */
export interface SaidOfMember {
  readonly member: Member | undefined
  readonly asOf: Date
}

/** Somebody in one server, by Discord's own numbers. */
export interface Seat {
  readonly guild: string
  readonly user: string
}

export interface Members {
  /** Notes what a payload says of its person. `id`: of the message or interaction, which says when that was. */
  heard(seat: Seat, member: Member, id: string): void
  /** What Discord said last, in a payload or asked. */
  said(seat: Seat): SaidOfMember | undefined
  /** Asks Discord. Undefined for who is no member; throws when it does not say. */
  ask(seat: Seat): Promise<Member | undefined>
}

const REMEMBERED_AT_MOST = 10_000
/** A payload from further ahead shows that the clocks differ, and then nobody knows how old it is. */
const CLOCKS_DIFFER_MS = 5_000

/**
 * Who is a member of which server, and with which roles. Every message and interaction in a server says it of its author, so
 * nobody has to ask Discord about people who write there.
 */
export function createMembers(rest: REST): Members {
  const known = createRecent<string, SaidOfMember>(REMEMBERED_AT_MOST)
  const name = ({ guild, user }: Seat): string => `${guild}:${user}`

  function keep(seat: Seat, said: SaidOfMember): void {
    const before = known.get(name(seat))
    if (before === undefined || before.asOf <= said.asOf) known.keep(name(seat), said)
  }

  return {
    heard(seat, { roles, pending }, id) {
      const now = new Date()
      const at = timeOf(id)
      if (at === undefined || at.getTime() > now.getTime() + CLOCKS_DIFFER_MS) return
      const member = { roles, ...(pending !== undefined && { pending }) }
      // What comes again after a broken line keeps the time at which it happened.
      keep(seat, { member, asOf: at < now ? at : now })
    },
    said: (seat) => known.get(name(seat)),
    async ask(seat) {
      const asOf = new Date()
      const member = await memberFrom(rest, seat)
      keep(seat, { member, asOf })
      return member
    },
  }
}

async function memberFrom(rest: REST, { guild, user }: Seat): Promise<Member | undefined> {
  try {
    return (await rest.get(Routes.guildMember(guild, user))) as APIGuildMember
  } catch (error) {
    if (hasCode(error, RESTJSONErrorCodes.UnknownMember, RESTJSONErrorCodes.UnknownUser)) return undefined
    throw error
  }
}

/** Undefined for an id that is none of Discord's. */
function timeOf(id: string): Date | undefined {
  return /^\d{1,19}$/.test(id) ? new Date(SnowflakeUtil.timestampFrom(id)) : undefined
}

/** Since when all of it holds; undefined of nothing. */
export function oldestOf(said: readonly SaidOfMember[]): Date | undefined {
  return said.map(({ asOf }) => asOf).toSorted((one, other) => one.getTime() - other.getTime())[0]
}
