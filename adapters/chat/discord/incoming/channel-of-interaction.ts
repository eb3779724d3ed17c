import { type APIInteraction, ChannelType, Routes } from 'discord.js'
import type { Connection } from '../connection/connection.ts'
import type { ChannelFacts } from './channel-facts.ts'

/** The channel an interaction was made in. Compatible servers name only its id, or leave out what is not of a server. */
export async function channelOfInteraction(
  { gateway, rest }: Pick<Connection, 'gateway' | 'rest'>,
  interaction: Pick<APIInteraction, 'channel' | 'channel_id' | 'guild_id'>,
): Promise<ChannelFacts> {
  const { channel, guild_id } = interaction
  if (channel?.id !== undefined && channel.type !== undefined) return channel
  const id = interaction.channel_id ?? channel?.id
  if (id === undefined) throw new TypeError('an interaction in no channel')
  if (guild_id === undefined || guild_id === null) return { id, type: ChannelType.DM }
  return gateway.channel(id) ?? ((await rest.get(Routes.channel(id))) as ChannelFacts)
}
