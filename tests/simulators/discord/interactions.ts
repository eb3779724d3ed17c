import { randomBytes } from 'node:crypto'

import { channelPayload, memberPayload, messagePayload, userPayload } from './payloads.ts'
import { ApiError } from './rest-api.ts'
import { EPHEMERAL, IS_COMPONENTS_V2, type MessageBody, type ModalBody } from './rules/bodies.ts'
import type { Channel, Person, Posted, World } from './world.ts'

/** What Discord knows of one command, press or keystroke. */
export interface Interaction {
  readonly id: string
  readonly token: string
  readonly by: Person
  readonly channel: Channel
  /** The type of the bot's first answer; undefined until it came. */
  answered?: number
  /** Milliseconds from the interaction to the first answer. */
  answeredAfterMs?: number
  /** Names offered, for autocomplete. */
  choices?: readonly string[]
  /** The form that the first answer opened. */
  modal?: ModalBody
  /** The message that the first answer made. */
  response?: Posted
  expired: boolean
  readonly sentAt: number
}

/** View channel, send messages, send messages in threads. */
const MAY_SPEAK = String((1n << 10n) | (1n << 11n) | (1n << 38n))

export interface Interactions {
  readonly all: Interaction[]
  /** Makes an interaction; `payload` is what the gateway sends. */
  begin(by: Person, channel: Channel, type: number, data: object, message?: Posted, permissions?: string): Begun
  callback(id: string, token: string, body: CallbackBody): object
  followUp(token: string, body: MessageBody): Posted
  original(token: string): Posted
}

export interface Begun {
  readonly interaction: Interaction
  readonly payload: object
}

export interface CallbackBody {
  readonly type: number
  readonly data?: Omit<MessageBody, 'components'> &
    Partial<ModalBody> & { readonly choices?: readonly { readonly name: string }[] }
}

export function createInteractions(world: World): Interactions {
  const all: Interaction[] = []
  const alive = (token: string): Interaction => {
    const found = all.find((interaction) => interaction.token === token)
    if (found === undefined || found.expired) throw new ApiError(401, 50027, 'Invalid Webhook Token')
    return found
  }
  const say = (interaction: Interaction, body: MessageBody): Posted =>
    world.addMessage({
      channelId: interaction.channel.id,
      author: world.bot,
      content: body.content ?? '',
      embeds: body.embeds ?? [],
      components: body.components ?? [],
      mentionsAllowed: [],
      flags: (body.flags ?? 0) & IS_COMPONENTS_V2,
      ...(((body.flags ?? 0) & EPHEMERAL) !== 0 && { onlyFor: interaction.by.id }),
    })

  return {
    all,
    begin(by, channel, type, data, message, permissions = MAY_SPEAK) {
      const interaction: Interaction = {
        id: world.nextId(),
        token: `token-${randomBytes(24).toString('hex')}`,
        by,
        channel,
        expired: false,
        sentAt: performance.now(),
      }
      all.push(interaction)
      return { interaction, payload: interactionPayload(world, interaction, type, data, message, permissions) }
    },
    callback(id, token, { type, data }) {
      const interaction = alive(token)
      if (interaction.id !== id) throw new ApiError(404, 10062, 'Unknown interaction')
      if (interaction.answered !== undefined)
        throw new ApiError(400, 40060, 'Interaction has already been acknowledged')
      interaction.answered = type
      interaction.answeredAfterMs = performance.now() - interaction.sentAt
      if (data?.choices) interaction.choices = data.choices.map(({ name }) => name)
      if (type === 9) interaction.modal = data as ModalBody
      if (type === 4) interaction.response = say(interaction, data ?? {})
      const message = interaction.response && messagePayload(world, interaction.response)
      return { interaction: { id, type }, resource: { type, ...(message && { message }) } }
    },
    followUp: (token, body) => say(alive(token), body),
    original(token) {
      const { response } = alive(token)
      if (response === undefined) throw new ApiError(404, 10008, 'Unknown Message')
      return response
    },
  }
}

function interactionPayload(
  world: World,
  { id, token, by, channel }: Interaction,
  type: number,
  data: object,
  message: Posted | undefined,
  permissions: string,
): object {
  const inGuild = channel.type !== 1
  return {
    id,
    token,
    type,
    data,
    version: 1,
    application_id: world.application,
    channel: channelPayload(world, channel),
    channel_id: channel.id,
    app_permissions: permissions,
    locale: 'en-US',
    entitlements: [],
    authorizing_integration_owners: {},
    ...(inGuild
      ? { guild_id: world.guild, member: { ...memberPayload(by), user: userPayload(by), permissions: '0' } }
      : { user: userPayload(by) }),
    ...(message && { message: messagePayload(world, message) }),
  }
}
