import type { APIInteraction, GatewayMessageCreateDispatchData } from 'discord.js'
import { isDirect, isSaidByPerson } from '../incoming/read-message.ts'
import type { Members } from './members.ts'

/**
 * What a message says of its author's place in the server it was said in. Direct messages say nothing of anybody's, and
 * of servers that the bot is not in it takes nobody's word.
 */
export function heardInMessage(
  members: Pick<Members, 'heard'>,
  joined: readonly string[],
  payload: GatewayMessageCreateDispatchData,
): void {
  const { id, guild_id: guild, member, author } = payload
  if (isDirect(payload) || !guild || !member || !isSaidByPerson(payload) || !joined.includes(guild)) return
  members.heard({ guild, user: author.id }, member, id)
}

/** The same of an interaction. */
export function heardInInteraction(
  members: Pick<Members, 'heard'>,
  joined: readonly string[],
  { id, guild_id: guild, member }: APIInteraction,
): void {
  if (!guild || !member || !joined.includes(guild)) return
  members.heard({ guild, user: member.user.id }, member, id)
}
