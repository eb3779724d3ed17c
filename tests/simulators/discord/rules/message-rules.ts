import { isV2, type MessageBody } from './bodies.ts'
import { classicProblems } from './classic-rules.ts'
import { embedProblems } from './embed-rules.ts'
import { each, fits, type Problems, problem, under } from './problem.ts'
import { v2Problems } from './v2-rules.ts'

/** developers/resources/message.mdx, Create Message. */
const CONTENT = 2000
const NONCE = 25
const ATTACHMENT_DESCRIPTION = 1024
/** SUPPRESS_EMBEDS, EPHEMERAL, SUPPRESS_NOTIFICATIONS, IS_VOICE_MESSAGE and IS_COMPONENTS_V2. */
const SETTABLE = (1 << 2) | (1 << 6) | (1 << 12) | (1 << 13) | (1 << 15)

/**
 * What is wrong with a message that is sent, or with what an edit would leave.
 * @param files Names of what is attached to it.
 */
export function messageProblems(body: MessageBody, files: readonly string[] = []): Problems {
  const components = body.components ?? []
  return [
    ...nonceProblems(body),
    ...flagProblems(body),
    ...mentionProblems(body),
    ...under(
      'attachments',
      each(body.attachments ?? [], ({ description }) => fits('description', description, ATTACHMENT_DESCRIPTION)),
    ),
    ...(isV2(body)
      ? [...legacyFields(body), ...v2Problems(components, files)]
      : [
          ...fits('content', body.content, CONTENT),
          ...embedProblems(body.embeds ?? []),
          ...classicProblems(components),
        ]),
  ]
}

/** Nothing that anybody could see; Discord has a code of its own for it. */
export function isEmptyMessage(body: MessageBody, files: readonly string[] = []): boolean {
  const { content, embeds, components } = body
  return (content ?? '').trim() === '' && !embeds?.length && !components?.length && files.length === 0
}

function nonceProblems({ nonce = '' }: MessageBody): Problems {
  if (String(nonce).length <= NONCE) return []
  return [problem('NONCE_TYPE_TOO_LONG', `Must be ${NONCE} or fewer characters long.`, 'nonce')]
}

function flagProblems({ flags = 0 }: MessageBody): Problems {
  if ((flags & ~SETTABLE) === 0) return []
  return [problem('MESSAGE_FLAGS_INVALID', 'These message flags cannot be set.', 'flags')]
}

function legacyFields({ content, embeds }: MessageBody): Problems {
  const used = [...(content ? ['content'] : []), ...(embeds?.length ? ['embeds'] : [])]
  return used.map((field) =>
    problem(
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
      field,
    ),
  )
}

/** Naming somebody and all of their kind at once contradicts itself. */
function mentionProblems({ allowed_mentions: allowed }: MessageBody): Problems {
  return (['users', 'roles'] as const).flatMap((kind) => {
    const named = allowed?.[kind] ?? []
    if (named.length > 100)
      return [problem('BASE_TYPE_MAX_LENGTH', 'Must be 100 or fewer in length.', 'allowed_mentions', kind)]
    if (named.length === 0 || !allowed?.parse?.includes(kind)) return []
    const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`
    return [problem('MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message, 'allowed_mentions')]
  })
}
