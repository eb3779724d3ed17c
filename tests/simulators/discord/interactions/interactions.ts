import { randomBytes } from 'node:crypto'
import { ApiError } from '../rest/api-error.ts'
import type { ModalBody } from '../rules/bodies.ts'
import type { Channel, Person, Posted, World } from '../world/world.ts'
import { interactionPayload } from './interaction-payload.ts'

/** Discord's numbers: a command, a press or choice, a keystroke, a form that was sent. */
export type InteractionType = 2 | 3 | 4 | 5

/** What Discord knows of one command, press or keystroke. */
export interface Interaction {
  readonly id: string
  readonly token: string
  readonly type: InteractionType
  readonly by: Person
  readonly channel: Channel
  /** The message whose component was used. */
  readonly on?: Posted
  /** The app is installed for this person and not in the server. */
  readonly userInstalled: boolean
  /** The type of the bot's first answer; undefined until it came. */
  answered?: number
  /** Milliseconds from the interaction to the first answer. */
  answeredAfterMs?: number
  /** Names offered, for autocomplete. */
  choices?: readonly string[]
  offered?: readonly { readonly name: string; readonly value: string }[]
  /** The form that the first answer opened. */
  modal?: ModalBody
  /** The message that the first answer made. */
  response?: Posted
  followUps: number
  /** No answer came in time: the person was told so. */
  failed: boolean
  /** The token is dead. */
  expired: boolean
  /** By the clock of this process. */
  readonly sentAt: number
}

/** developers/interactions/receiving-and-responding.mdx, Interaction Callback. */
const FIRST_ANSWER_MS = 3_000
const TOKEN_MS = 15 * 60_000

export interface Began {
  readonly by: Person
  readonly channel: Channel
  readonly type: InteractionType
  readonly data: object
  readonly message?: Posted
  readonly permissions?: bigint
  readonly userInstalled?: boolean
}

export interface Interactions {
  readonly all: Interaction[]
  /** Makes an interaction; `payload` is what the gateway sends. */
  begin(began: Began): { readonly interaction: Interaction; readonly payload: object }
  /** The interaction of a first answer. @throws {ApiError} 10062 when it is over, 40060 when it has one. */
  toAnswer(id: string, token: string): Interaction
  /** The interaction whose token is used as a webhook. @throws {ApiError} 50027, or 10015 before its first answer. */
  answered(token: string): Interaction
}

/** @param limits With 'off', no deadline passes by itself. */
export function createInteractions(world: World, limits: 'on' | 'off', changed: () => void): Interactions {
  const all: Interaction[] = []
  const startTimers = (interaction: Interaction): void => {
    world.clock.after(FIRST_ANSWER_MS, () => {
      if (interaction.answered !== undefined) return
      interaction.failed = true
      interaction.expired = true
      changed()
    })
    world.clock.after(TOKEN_MS, () => {
      interaction.expired = true
    })
  }
  return {
    all,
    begin({ by, channel, type, data, message, permissions, userInstalled = false }) {
      const interaction: Interaction = {
        id: world.nextId(),
        token: `token-${randomBytes(24).toString('hex')}`,
        type,
        by,
        channel,
        ...(message && { on: message }),
        userInstalled,
        followUps: 0,
        failed: false,
        expired: false,
        sentAt: performance.now(),
      }
      all.push(interaction)
      if (limits === 'on') startTimers(interaction)
      return { interaction, payload: interactionPayload(world, interaction, data, permissions) }
    },
    toAnswer(id, token) {
      const found = all.find((interaction) => interaction.token === token && interaction.id === id)
      if (found === undefined || found.expired) throw new ApiError(404, 10062, 'Unknown interaction')
      if (found.answered !== undefined) throw new ApiError(400, 40060, 'Interaction has already been acknowledged.')
      return found
    },
    answered(token) {
      const found = all.find((interaction) => interaction.token === token)
      if (found === undefined || found.expired) throw new ApiError(401, 50027, 'Invalid Webhook Token')
      if (found.answered === undefined) throw new ApiError(404, 10015, 'Unknown Webhook')
      return found
    },
  }
}
