import { setTimeout as wait } from 'node:timers/promises'
import { type APIMessageComponentInteraction, ComponentType, InteractionResponseType } from 'discord.js'
import type { ButtonPress, ShowForm } from '../../../src/ports/chat-platform.ts'
import { notRecorded } from '../not-recorded.ts'
import { type ChannelFacts, placeIn, starterOf } from './channel-facts.ts'
import { channelOfInteraction } from './channel-of-interaction.ts'
import type { Connection } from './connection.ts'
import { loggable } from './discord-errors.ts'
import { messageRefOf, threadIdOf } from './ids.ts'
import { actorOf, wordsFor } from './interaction-facts.ts'
import { respondOnce, whisper, whisperLater } from './interaction-reply.ts'
import { ACKNOWLEDGE_AFTER_MS } from './limits.ts'
import { formOfPress } from './open-form.ts'

const LATE = Symbol('the core has not answered yet')

/**
 * Hands a press to the core and answers it: with the core's own words when it is quick, else with a silent
 * acknowledgement in time and the words afterwards, or with a form. Every press is answered, an error included.
 */
export async function takePress(connection: Connection, interaction: APIMessageComponentInteraction): Promise<void> {
  const { presses } = connection
  const card = messageRefOf(interaction.channel_id, interaction.message.id)
  const { cardDeleted } = wordsFor(connection, interaction).notices
  presses.noted(card, () => connection.beside(whisperLater(connection, interaction, cardDeleted)))
  const form = formOfPress(connection, interaction)
  const notice = noticeOf(connection, interaction, form.show)
  const quick = await Promise.race([notice, wait(ACKNOWLEDGE_AFTER_MS, LATE, { ref: false })])
  if (await form.hasOpened()) return
  if (quick === undefined || quick === LATE) await acknowledge(connection, interaction)
  else await whisper(connection, interaction, quick)
  const late = quick === LATE ? await notice : undefined
  if (late !== undefined) await whisperLater(connection, interaction, late)
}

async function noticeOf(
  connection: Connection,
  interaction: APIMessageComponentInteraction,
  showForm: ShowForm,
): Promise<string | undefined> {
  const { inbox, log } = connection
  try {
    const channel = await channelOfInteraction(connection, interaction)
    return (await inbox.press(readPress(interaction, channel), showForm)).notice
  } catch (error) {
    log.error({ ...loggable(error), interaction: interaction.id }, 'a press on Discord was not recorded')
    return notRecorded(error, wordsFor(connection, interaction))
  }
}

function readPress(interaction: APIMessageComponentInteraction, channel: ChannelFacts): ButtonPress {
  const { name: _, ...actor } = actorOf(interaction)
  const place = placeIn(channel, starterOf(interaction.message))
  return {
    keys: [`discord:interaction:${interaction.id}`],
    thread: threadIdOf(place),
    ...actor,
    ...(place.kind === 'direct' && { direct: true }),
    button: pressedIn(interaction),
  }
}

/** What is chosen in a menu is the press of that button. */
function pressedIn({ data }: APIMessageComponentInteraction): string {
  return data.component_type === ComponentType.StringSelect ? (data.values[0] ?? '') : data.custom_id
}

/** The token may have died on the way; the press is recorded all the same, and the card will show it. */
async function acknowledge(connection: Connection, interaction: APIMessageComponentInteraction): Promise<void> {
  try {
    await respondOnce(connection, interaction, { type: InteractionResponseType.DeferredMessageUpdate })
  } catch (error) {
    connection.log.warn(
      { ...loggable(error), interaction: interaction.id },
      'Discord did not take the acknowledgement of a press',
    )
  }
}
