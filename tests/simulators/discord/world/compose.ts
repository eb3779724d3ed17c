import { ApiError, refuse } from '../rest/api-error.ts'
import type { Call } from '../rest/call.ts'
import {
  type AttachmentBody,
  EPHEMERAL,
  IS_COMPONENTS_V2,
  isV2,
  type MessageBody,
  type SentFile,
} from '../rules/bodies.ts'
import { isEmptyMessage, messageProblems } from '../rules/message-rules.ts'
import { problem, under } from '../rules/problem.ts'
import { breaksDiscord, textsOf } from '../rules/v2-rules.ts'
import type { Attachment, Channel, NewPost, Person, Posted, World } from './world.ts'

/** JSON error codes list, 30015. */
const ATTACHMENTS = 10

/** What the messages of one request need beside the world. */
export interface Composer {
  readonly world: World
  /** Where attachments are served. */
  readonly filesUrl: () => string
}

export type Sent = Pick<Call, 'files'> & { readonly body: MessageBody; readonly at?: readonly string[] }

/** A message as the request describes it. @throws {ApiError} when Discord would refuse it. */
export function composed({ world, filesUrl }: Composer, channel: Channel, author: Person, sent: Sent): NewPost {
  const { body } = sent
  const id = world.nextId()
  const attachments = uploaded(world, `${filesUrl()}/attachments/${channel.id}`, sent)
  check(body, attachments, sent.at)
  return {
    id,
    channelId: channel.id,
    author,
    content: body.content ?? '',
    embeds: body.embeds ?? [],
    components: body.components ?? [],
    attachments,
    flags: (body.flags ?? 0) & ~EPHEMERAL,
    mentionsAllowed: mentionedIn(world, body),
    ...(body.message_reference && { replyTo: body.message_reference.message_id }),
  }
}

/** Changes a message as the request says; what it does not name stays. */
export function applyEdit({ world, filesUrl }: Composer, message: Posted, sent: Sent): Posted {
  const { body } = sent
  if (isV2(message) && body.flags !== undefined && !isV2(body)) refuse(under(sent.at ?? [], [FLAG_STAYS]))
  const kept = keptOf(message, body.attachments)
  const attachments = [...kept, ...uploaded(world, `${filesUrl()}/attachments/${message.channelId}`, sent)]
  const after = {
    content: body.content === undefined ? message.content : (body.content ?? ''),
    embeds: body.embeds === undefined ? message.embeds : (body.embeds ?? []),
    components: body.components === undefined ? message.components : (body.components ?? []),
    flags: message.flags | ((body.flags ?? 0) & IS_COMPONENTS_V2),
  }
  check({ ...after, ...(body.allowed_mentions && { allowed_mentions: body.allowed_mentions }) }, attachments, sent.at)
  Object.assign(message, after, {
    attachments,
    edits: message.edits + 1,
    editedAt: world.clock.now(),
    isLoading: false,
  })
  return message
}

const FLAG_STAYS = problem(
  'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG',
  'MessageFlags.IS_COMPONENTS_V2 cannot be removed from a message',
  'flags',
)

function check(body: MessageBody, attachments: readonly Attachment[], at: readonly string[] = []): void {
  const names = attachments.map(({ name }) => name)
  refuse(under(at, messageProblems(body, names)))
  if (isEmptyMessage(body, names)) throw new ApiError(400, 50006, 'Cannot send an empty message')
  if (breaksDiscord(body.components ?? [])) throw new ApiError(500, 0, '500: Internal Server Error')
}

/** The attachments that an edit leaves: all, or those it lists. */
function keptOf({ attachments }: Posted, listed: readonly AttachmentBody[] | undefined): readonly Attachment[] {
  return listed === undefined
    ? attachments
    : attachments.filter(({ id }) => listed.some((one) => String(one.id) === id))
}

function uploaded(world: World, place: string, { files, body }: Sent): readonly Attachment[] {
  if (files.length > ATTACHMENTS)
    throw new ApiError(400, 30015, `Maximum number of attachments in a message reached (${ATTACHMENTS})`)
  return files.map((file) =>
    stored(
      world,
      place,
      file,
      body.attachments?.find(({ id }) => String(id) === file.id),
    ),
  )
}

function stored(world: World, place: string, file: SentFile, told: AttachmentBody | undefined): Attachment {
  const id = world.nextId()
  const name = storedName(told?.filename ?? file.name)
  const url = `${place}/${id}/${name}`
  const { type, bytes } = file
  return { id, name, type, bytes, url, ...(told?.description && { description: told.description }) }
}

/** Discord keeps letters, digits and a few marks of a file's name; `attachment://` must say the name that is kept. */
function storedName(name: string): string {
  return name.replace(/[^\w.-]+/g, '_')
}

/** Who is notified: named in the text and allowed to be. */
function mentionedIn(world: World, { content, components, allowed_mentions: allowed, message_reference }: MessageBody) {
  const text = [content ?? '', ...textsOf(components ?? [])].join('\n')
  const named = [...text.matchAll(/<@!?(\d+)>/g)].map(([, id = '']) => id)
  const all = allowed === undefined || allowed === null || allowed.parse?.includes('users')
  const answered = world.messages.find(({ id }) => id === message_reference?.message_id)?.author.id
  const replied = answered !== undefined && (allowed?.replied_user ?? all) ? [answered] : []
  return [...new Set([...named.filter((id) => all || allowed?.users?.includes(id)), ...replied])]
}
