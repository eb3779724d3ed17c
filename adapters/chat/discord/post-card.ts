import { type APIMessage, type REST, RESTJSONErrorCodes, Routes } from 'discord.js'
import type { Card } from '../../../src/domain/card.ts'
import type { MessageRef, UserId } from '../../../src/domain/ids.ts'
import { type Destination, type PostOptions, UndeliverableError } from '../../../src/ports/chat-platform.ts'
import { hasCode, isNotFound } from './discord-errors.ts'
import { findPosted } from './find-posted.ts'
import { discordUserOf, messageRefOf, type Place, placeOf } from './ids.ts'
import { THREAD_NAME } from './limits.ts'
import { cut, oneLine } from './plain-text.ts'
import { marked, nonceOf } from './posted-mark.ts'
import { type RenderedCard, renderCard } from './render-card.ts'
import { startThread } from './start-thread.ts'

/** A message on its way, and the key it goes under. */
interface Parcel {
  readonly key: string
  readonly body: RenderedCard & { readonly nonce: string; readonly enforce_nonce: true }
  /** For the thread, if one must be started. */
  readonly threadName: string
}

/** Posts a card once for its key, starting the thread it belongs in when there is none yet. */
export async function postCard(rest: REST, to: Destination, card: Card, options: PostOptions): Promise<MessageRef> {
  const place = to.kind === 'thread' ? placeOf(to.thread) : await directPlace(rest, to.user)
  const parcel = parcelOf(card, options.key)
  const earlier = options.mayExist ? await findEarlier(rest, place, options.key) : undefined
  const message = earlier ?? (await send(rest, place, parcel))
  return messageRefOf(message.channel_id, message.id)
}

function parcelOf(card: Card, key: string): Parcel {
  const body = { ...marked(renderCard(card), key), nonce: nonceOf(key), enforce_nonce: true as const }
  return { key, body, threadName: cut(oneLine(card.title ?? ''), THREAD_NAME) || 'Shipmate' }
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

async function send(rest: REST, place: Place, parcel: Parcel): Promise<APIMessage> {
  if (place.kind === 'direct') return create(rest, place.channel, parcel.body)
  return (
    (await sendInThread(rest, place.thread, parcel)) ??
    ((await startThread(rest, place.parent, place.thread, parcel.threadName))
      ? await sendInThread(rest, place.thread, parcel)
      : undefined) ??
    (await replyInChannel(rest, place.parent, place.thread, parcel))
  )
}

/** Undefined when there is no such thread, or the bot may not speak in it. */
async function sendInThread(rest: REST, thread: string, parcel: Parcel): Promise<APIMessage | undefined> {
  try {
    return await create(rest, thread, parcel.body)
  } catch (error) {
    const { UnknownChannel, MissingAccess, MissingPermissions } = RESTJSONErrorCodes
    if (isNotFound(error) || hasCode(error, UnknownChannel, MissingAccess, MissingPermissions)) return undefined
    throw error
  }
}

/** The way out where threads are not allowed: an answer beneath the message, in the channel itself. */
function replyInChannel(rest: REST, channel: string, message: string, parcel: Parcel): Promise<APIMessage> {
  const reference = { message_id: message, fail_if_not_exists: false }
  return create(rest, channel, { ...parcel.body, message_reference: reference })
}

async function create(rest: REST, channel: string, body: object): Promise<APIMessage> {
  return (await rest.post(Routes.channelMessages(channel), { body })) as APIMessage
}
