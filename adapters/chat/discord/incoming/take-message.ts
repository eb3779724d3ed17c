import { ChannelType, type GatewayMessageCreateDispatchData, Routes } from 'discord.js'
import type { PlatformWords } from '../../../../src/domain/platform-words.ts'
import type { Addressed } from '../../../../src/ports/chat-platform.ts'
import { notRecorded } from '../../not-recorded.ts'
import { escaped } from '../cards/markdown.ts'
import type { Connection } from '../connection/connection.ts'
import { loggable } from '../discord-errors.ts'
import { userIdOf } from '../ids.ts'
import { MESSAGE_CONTENT } from '../limits.ts'
import { nonceOf } from '../outgoing/posted-mark.ts'
import type { ChannelFacts } from './channel-facts.ts'
import { addressedAs, isDirect, readMessage } from './read-message.ts'

/**
 * Hands a message to the core. Discord delivers a message once, so a message that could not be recorded is answered with
 * that fact: whoever said it to the bot knows that they must say it again.
 */
export async function takeMessage(connection: Connection, payload: GatewayMessageCreateDispatchData): Promise<void> {
  const { gateway, words, log } = connection
  const ownRole = payload.guild_id ? gateway.ownRole(payload.guild_id) : undefined
  const addressed = addressedAs(payload, gateway.self, ownRole)
  if (addressed === undefined) return
  const said = (): PlatformWords => words.of(userIdOf(payload.author.id), { text: payload.content })
  if (addressed === 'by-role') return tell(connection, payload, said().notices.roleMentioned)
  if (addressed === 'without-words') return tell(connection, payload, said().notices.noWords)
  try {
    await record(connection, payload, addressed, ownRole)
  } catch (error) {
    log.error({ ...loggable(error), message: payload.id }, 'a message from Discord was not recorded')
    if (addressed !== 'overheard') await tell(connection, payload, notRecorded(error, said()))
  }
}

async function record(
  connection: Connection,
  payload: GatewayMessageCreateDispatchData,
  addressed: Addressed,
  ownRole: string | undefined,
): Promise<void> {
  const channel = await channelOf(connection, payload)
  const message = readMessage(payload, addressed, channel, connection.gateway.self, ownRole)
  if (message !== undefined) await connection.inbox.message(message)
}

async function channelOf(
  { gateway, rest }: Connection,
  payload: GatewayMessageCreateDispatchData,
): Promise<ChannelFacts> {
  if (isDirect(payload)) return { id: payload.channel_id, type: ChannelType.DM }
  return gateway.channel(payload.channel_id) ?? ((await rest.get(Routes.channel(payload.channel_id))) as ChannelFacts)
}

async function tell({ rest }: Connection, payload: GatewayMessageCreateDispatchData, sentence: string): Promise<void> {
  const body = {
    content: escaped(sentence, MESSAGE_CONTENT),
    message_reference: { message_id: payload.id, fail_if_not_exists: false },
    allowed_mentions: { parse: [], replied_user: true },
    nonce: nonceOf(`not-recorded:${payload.id}`),
    enforce_nonce: true,
  }
  await rest.post(Routes.channelMessages(payload.channel_id), { body })
}
