import {
  type GatewayMessageDeleteBulkDispatchData,
  type GatewayMessageDeleteDispatchData,
  type GatewayMessageUpdateDispatchData,
  SnowflakeUtil,
} from 'discord.js'
import { messageIdOf } from '../../../../src/domain/message-id.ts'
import type { Addressed, EditedMessage } from '../../../../src/ports/chat-platform.ts'
import { keepTrying, usualPauseMs } from '../../keep-trying.ts'
import type { Connection } from '../connection/connection.ts'
import type { Self } from '../connection/gateway.ts'
import { loggable } from '../discord-errors.ts'
import { roleIdsOf, userIdOf } from '../ids.ts'
import { isDirect, isSaidByPerson, nameOfMessage, withoutMention } from './read-message.ts'

/** Discord tells of a change once; a database is back within this time, or nobody thinks of the change any more. */
const WORTH_RECORDING_MS = 60_000

export async function takeEdit(connection: Connection, payload: GatewayMessageUpdateDispatchData): Promise<void> {
  const { gateway, inbox } = connection
  const ownRole = payload.guild_id ? gateway.ownRole(payload.guild_id) : undefined
  const edit = readEdit(payload, gateway.self, ownRole)
  if (edit) await record(connection, payload.id, () => inbox.edited(edit))
}

export async function takeDeletion(
  connection: Connection,
  payload: GatewayMessageDeleteDispatchData | GatewayMessageDeleteBulkDispatchData,
): Promise<void> {
  for (const id of 'ids' in payload ? payload.ids : [payload.id]) {
    const name = nameOfMessage(id)
    const deletion = { keys: [`${name}:deleted`], message: messageIdOf(name), saidAt: saidAt(id) }
    await record(connection, id, () => connection.inbox.deleted(deletion))
  }
}

/**
 * Undefined where nobody has changed words: Discord also reports the preview of a link, a pin and a thread that starts. The
 * words are withheld like those of a new message, and then nothing can be made of them.
 */
function readEdit(
  payload: GatewayMessageUpdateDispatchData,
  self: Self,
  ownRole: string | undefined,
): EditedMessage | undefined {
  const { id, author, edited_timestamp: editedAt, content, member } = payload
  if (!author || !editedAt || !content || author.id === self.user || !isSaidByPerson(payload)) return undefined
  const name = nameOfMessage(id)
  return {
    keys: [`${name}:edited:${editedAt}`],
    message: messageIdOf(name),
    by: userIdOf(author.id),
    ...(member && { groups: roleIdsOf(member) }),
    addressed: addressedNow(payload, self, ownRole),
    text: withoutMention(content, self.user, ownRole),
    saidAt: saidAt(id),
    editedAt: new Date(editedAt),
  }
}

function addressedNow(
  payload: GatewayMessageUpdateDispatchData,
  { user }: Self,
  ownRole: string | undefined,
): Addressed {
  if (isDirect(payload)) return 'direct'
  const { mentions, mention_roles: roles } = payload
  const isMentioned = mentions.some(({ id }) => id === user) || (ownRole !== undefined && roles.includes(ownRole))
  return isMentioned ? 'mention' : 'overheard'
}

const saidAt = (id: string): Date => new Date(SnowflakeUtil.timestampFrom(id))

async function record({ log, stopped }: Connection, message: string, take: () => Promise<void>): Promise<void> {
  const patience = { withinMs: WORTH_RECORDING_MS, stopped }
  try {
    await keepTrying(take, { ...patience, pauseAfter: (_, failures) => usualPauseMs(failures) })
  } catch (error) {
    log.error({ ...loggable(error), message }, 'a change of a message on Discord was not recorded')
  }
}
