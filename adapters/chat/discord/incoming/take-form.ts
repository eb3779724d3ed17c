import { setTimeout as wait } from 'node:timers/promises'
import { type APIModalSubmitInteraction, ComponentType, InteractionResponseType } from 'discord.js'
import type { SentForm } from '../../../../src/ports/chat-platform.ts'
import { notRecorded } from '../../not-recorded.ts'
import { FORM_INPUT } from '../cards/render-form.ts'
import type { Connection } from '../connection/connection.ts'
import { loggable } from '../discord-errors.ts'
import { threadIdOf } from '../ids.ts'
import { ACKNOWLEDGE_AFTER_MS } from '../limits.ts'
import { type ChannelFacts, placeIn, starterOf } from './channel-facts.ts'
import { channelOfInteraction } from './channel-of-interaction.ts'
import { actorOf, wordsFor } from './interaction-facts.ts'
import { respondOnce, whisper, whisperLater } from './interaction-reply.ts'

const LATE = Symbol('the core has not answered yet')

/**
 * Hands what was typed into a form to the core, and tells its person what came of it. Discord closes a form that is sent,
 * so a mistake in it is told in a message.
 */
export async function takeForm(connection: Connection, interaction: APIModalSubmitInteraction): Promise<void> {
  const told = toldOf(connection, interaction)
  const quick = await Promise.race([told, wait(ACKNOWLEDGE_AFTER_MS, LATE, { ref: false })])
  if (quick !== undefined && quick !== LATE) return whisper(connection, interaction, quick)
  await respondOnce(connection, interaction, { type: InteractionResponseType.DeferredMessageUpdate }).catch(
    (error: unknown) => connection.log.warn({ ...loggable(error), interaction: interaction.id }, NOT_ACKNOWLEDGED),
  )
  const late = await told
  if (late !== undefined) await whisperLater(connection, interaction, late)
}

const NOT_ACKNOWLEDGED = 'Discord did not take the acknowledgement of a form'

async function toldOf(connection: Connection, interaction: APIModalSubmitInteraction): Promise<string | undefined> {
  const { inbox, log } = connection
  try {
    const channel = await channelOfInteraction(connection, interaction)
    const { problem, notice } = await inbox.form(readForm(interaction, channel))
    return problem ?? notice
  } catch (error) {
    log.error({ ...loggable(error), interaction: interaction.id }, 'a form on Discord was not recorded')
    return notRecorded(error, wordsFor(connection, interaction))
  }
}

function readForm(interaction: APIModalSubmitInteraction, channel: ChannelFacts): SentForm {
  const { name: _, ...actor } = actorOf(interaction)
  return {
    keys: [`discord:interaction:${interaction.id}`],
    // A form of ours opens from a button, so its message is always there.
    thread: threadIdOf(placeIn(channel, interaction.message ? starterOf(interaction.message) : channel.id)),
    ...actor,
    form: interaction.data.custom_id,
    text: typedIn(interaction),
  }
}

function typedIn({ data }: APIModalSubmitInteraction): string {
  for (const part of data.components) {
    if (part.type !== ComponentType.Label) continue
    const { component } = part
    if (component.type === ComponentType.TextInput && component.custom_id === FORM_INPUT) return component.value
  }
  return ''
}
