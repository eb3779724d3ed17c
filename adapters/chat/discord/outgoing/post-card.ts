import { type APIMessage, DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js'
import type { Card } from '../../../../src/domain/card.ts'
import type { MessageRef, UserId } from '../../../../src/domain/ids.ts'
import type { ChartPainter } from '../../../../src/ports/chart-painter.ts'
import { type Destination, type PostOptions, UndeliverableError } from '../../../../src/ports/chat-platform.ts'
import { cut, oneLine } from '../cards/plain-text.ts'
import { renderCard } from '../cards/render-card.ts'
import { hasCode, isNotFound } from '../discord-errors.ts'
import { discordUserOf, messageRefOf, type Place, placeOf } from '../ids.ts'
import { HISTORY_PAGE, THREAD_ARCHIVE_MINUTES, THREAD_NAME } from '../limits.ts'
import { type Attachments, attachmentsOf, withFiles } from './attachments.ts'
import type { Outgoing } from './form-taken.ts'
import type { MessageForm } from './message-forms.ts'
import { isMarked, nonceOf } from './posted-mark.ts'

/** A message on its way, and the key it goes under. */
interface Parcel {
  readonly key: string
  readonly card: Card
  readonly attachments: Attachments
  /** For the thread, if one must be started. */
  readonly threadName: string
}

/** Posts a card once for its key, starting the thread it belongs in when there is none yet. */
export async function postCard(
  outgoing: Outgoing,
  to: Destination,
  card: Card,
  options: PostOptions,
): Promise<MessageRef> {
  const { rest, painter } = outgoing
  const place = to.kind === 'thread' ? placeOf(to.thread) : await directPlace(rest, to.user)
  const earlier = options.mayExist ? await findEarlier(rest, place, options.key) : undefined
  const message = earlier ?? (await send(outgoing, place, await parcelOf(card, options.key, painter)))
  return messageRefOf(message.channel_id, message.id)
}

async function parcelOf(card: Card, key: string, painter: ChartPainter | undefined): Promise<Parcel> {
  const threadName = cut(oneLine(card.title ?? ''), THREAD_NAME) || 'Shipmate'
  return { key, card, attachments: await attachmentsOf(card, painter), threadName }
}

async function directPlace(rest: REST, user: UserId): Promise<Place> {
  const recipient = discordUserOf(user)
  if (recipient === undefined) throw new UndeliverableError(`${user} is not on Discord`)
  const channel = (await rest.post(Routes.userChannels(), { body: { recipient_id: recipient } })) as { id: string }
  return { kind: 'direct', channel: channel.id }
}

async function findEarlier(rest: REST, place: Place, key: string): Promise<APIMessage | undefined> {
  if (place.kind === 'direct') return findPosted(rest, place.channel, key)
  return (await findPosted(rest, place.thread, key)) ?? (await findPosted(rest, place.parent, key, place.thread))
}

async function send(outgoing: Outgoing, place: Place, parcel: Parcel): Promise<APIMessage> {
  if (place.kind === 'direct') return create(outgoing, place.channel, parcel)
  return (
    (await sendInThread(outgoing, place.thread, parcel)) ??
    ((await startThread(outgoing.rest, place.parent, place.thread, parcel.threadName))
      ? await sendInThread(outgoing, place.thread, parcel)
      : undefined) ??
    (await replyInChannel(outgoing, place.parent, place.thread, parcel))
  )
}

/** Undefined when there is no such thread, or the bot may not speak in it. */
async function sendInThread(outgoing: Outgoing, thread: string, parcel: Parcel): Promise<APIMessage | undefined> {
  try {
    return await create(outgoing, thread, parcel)
  } catch (error) {
    const { UnknownChannel, MissingAccess, MissingPermissions } = RESTJSONErrorCodes
    if (isNotFound(error) || hasCode(error, UnknownChannel, MissingAccess, MissingPermissions)) return undefined
    throw error
  }
}

/**
 * The way out where threads are not allowed: an answer beneath the message, in the channel itself. Refused where the
 * channel has no such message, since the conversation may be a private thread.
 */
function replyInChannel(outgoing: Outgoing, channel: string, message: string, parcel: Parcel): Promise<APIMessage> {
  return create(outgoing, channel, parcel, { message_reference: { message_id: message, fail_if_not_exists: true } })
}

function create(outgoing: Outgoing, channel: string, { key, card, attachments }: Parcel, more: object = {}) {
  const once = { ...more, nonce: nonceOf(key), enforce_nonce: true }
  return withFiles(attachments, async ({ files, names }) => {
    const attached = files.length > 0 ? { files: [...files] } : {}
    const post = (form: MessageForm): Promise<unknown> =>
      outgoing.rest.post(Routes.channelMessages(channel), { body: { ...form, ...once }, ...attached })
    return (await outgoing.inForm(
      renderCard(card, outgoing.speech.wordsIn(card.language).cards, names),
      post,
      key,
    )) as APIMessage
  })
}

/**
 * Looks for a message that an earlier try may have posted: among the newest of a channel or, with `after`, among the
 * first that followed a message. Certain as long as fewer than 100 messages came between.
 */
async function findPosted(rest: REST, channel: string, key: string, after?: string): Promise<APIMessage | undefined> {
  const query = new URLSearchParams({ limit: String(HISTORY_PAGE), ...(after !== undefined && { after }) })
  try {
    const messages = (await rest.get(Routes.channelMessages(channel), { query })) as readonly APIMessage[]
    return messages.find((message) => isMarked(message, key))
  } catch (error) {
    if (isNotFound(error) || hasCode(error, RESTJSONErrorCodes.MissingAccess)) return undefined
    throw error
  }
}

/**
 * Starts the thread of a message; its id is the message's. False when Discord refuses for good: no permission, too many
 * threads, or a kind of channel that has none.
 * @throws {UndeliverableError} when the channel has no such message. Then it may be a private thread that is closed to
 * the bot, whose words the whole channel must not read.
 */
async function startThread(rest: REST, channel: string, message: string, name: string): Promise<boolean> {
  const body = { name, auto_archive_duration: THREAD_ARCHIVE_MINUTES }
  try {
    await rest.post(Routes.threads(channel, message), { body })
    return true
  } catch (error) {
    if (hasCode(error, RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage)) return true
    if (hasCode(error, RESTJSONErrorCodes.UnknownMessage))
      throw new UndeliverableError(`Discord has no thread ${message}`, { cause: error, why: 'channel-gone' })
    if (error instanceof DiscordAPIError && error.status !== 401) return false
    throw error
  }
}
