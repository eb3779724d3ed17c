import { ApiError, refuse } from '../rest/api-error.ts'
import type { Call } from '../rest/call.ts'
import { EPHEMERAL, type MessageBody, type ModalBody } from '../rules/bodies.ts'
import { choiceProblems } from '../rules/choice-rules.ts'
import { modalProblems } from '../rules/modal-rules.ts'
import { problem, under } from '../rules/problem.ts'
import { applyEdit, type Composer, composed } from '../world/compose.ts'
import { messagePayload } from '../world/payloads.ts'
import type { Posted } from '../world/world.ts'
import type { Interaction, InteractionType } from './interactions.ts'

const MESSAGE = 4
const DEFERRED_MESSAGE = 5
const DEFERRED_UPDATE = 6
const UPDATE = 7
const CHOICES = 8
const MODAL = 9

/** developers/interactions/receiving-and-responding.mdx, Interaction Callback Type. */
const ALLOWED: Readonly<Record<InteractionType, readonly number[]>> = {
  2: [MESSAGE, DEFERRED_MESSAGE, MODAL],
  3: [MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL],
  4: [CHOICES],
  5: [MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE],
}

/** Takes the first answer to an interaction. Returns what `with_response` asks for. */
export function callback(parts: Composer, interaction: Interaction, call: Call): object | undefined {
  const { type } = call.body
  const data = call.body.data ?? {}
  refuseKind(interaction, type)
  const message = effectOf(parts, interaction, call, type, data)
  interaction.answered = type
  interaction.answeredAfterMs = performance.now() - interaction.sentAt
  if (call.query.get('with_response') !== 'true') return undefined
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(interaction.response && { response_message_id: interaction.response.id }),
      response_message_loading: type === DEFERRED_MESSAGE,
      response_message_ephemeral: interaction.response?.onlyFor !== undefined,
    },
    resource: { type, ...(message && { message: messagePayload(parts.world, message) }) },
  }
}

function refuseKind(interaction: Interaction, type: number): void {
  const allowed = ALLOWED[interaction.type]
  const updates = type === UPDATE || type === DEFERRED_UPDATE
  if (allowed.includes(type) && !(updates && interaction.on === undefined)) return
  refuse([problem('BASE_TYPE_CHOICES', `Value must be one of (${allowed.join(', ')}).`, 'type')])
}

function effectOf(
  parts: Composer,
  interaction: Interaction,
  { files }: Call,
  type: number,
  data: MessageBody & Partial<ModalBody> & { readonly choices?: readonly never[] },
): Posted | undefined {
  const sent = { body: data, files, at: ['data'] }
  switch (type) {
    case MESSAGE:
      interaction.response = whisperOrSay(parts, interaction, sent, data.flags)
      return interaction.response
    case DEFERRED_MESSAGE:
      interaction.response = deferred(parts, interaction, data.flags)
      return undefined
    case UPDATE:
      return interaction.on && applyEdit(parts, interaction.on, sent)
    case CHOICES:
      refuse(under('data', choiceProblems(data.choices)))
      interaction.offered = data.choices ?? []
      interaction.choices = interaction.offered.map(({ name }) => name)
      return undefined
    case MODAL:
      refuse(under('data', modalProblems(data as ModalBody)))
      interaction.modal = data as ModalBody
      return undefined
    default:
      return undefined
  }
}

/** A message of an interaction, which only its person sees if the flag says so. */
function whisperOrSay(
  parts: Composer,
  { channel, by }: Interaction,
  sent: Parameters<typeof composed>[3],
  flags = 0,
): Posted {
  const { world } = parts
  const message = composed(parts, channel, world.bot, sent)
  const onlyFor = (flags & EPHEMERAL) === 0 ? {} : { onlyFor: by.id }
  return world.addMessage({ ...message, ...onlyFor, webhookId: world.application })
}

function deferred({ world }: Composer, { channel, by }: Interaction, flags = 0): Posted {
  if ((flags & ~EPHEMERAL) !== 0)
    refuse([problem('MESSAGE_FLAGS_INVALID', 'Only EPHEMERAL can be set on a deferred answer.', 'data', 'flags')])
  const onlyFor = (flags & EPHEMERAL) === 0 ? {} : { onlyFor: by.id }
  const loading = { content: '', isLoading: true, webhookId: world.application }
  return world.addMessage({ channelId: channel.id, author: world.bot, ...loading, ...onlyFor })
}

/** JSON error codes list, 40094; apps installed for a person only. */
const FOLLOW_UPS = 5

/** A further message of an interaction; the first one fills a loading message. */
export function followUp(parts: Composer, interaction: Interaction, { body, files }: Call): Posted {
  const { response } = interaction
  if (response?.isLoading)
    return applyEdit(parts, response, { body: { ...body, flags: body.flags & ~EPHEMERAL }, files })
  if (interaction.userInstalled && interaction.followUps >= FOLLOW_UPS)
    throw new ApiError(400, 40094, 'This interaction has hit the maximum number of follow up messages')
  interaction.followUps++
  return whisperOrSay(parts, interaction, { body, files }, body.flags)
}

/** `@original`: the message the first answer made, or the one whose component was used. */
export function originalOf({ response, answered, on }: Interaction): Posted {
  const original = response ?? (answered === UPDATE || answered === DEFERRED_UPDATE ? on : undefined)
  if (original === undefined) throw new ApiError(404, 10008, 'Unknown Message')
  return original
}
