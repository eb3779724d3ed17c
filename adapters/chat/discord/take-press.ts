import { setTimeout as wait } from 'node:timers/promises'
import type { APIMessageComponentInteraction } from 'discord.js'
import type { PressAnswer, ShowForm } from '../../../src/ports/chat-platform.ts'
import { askingMessage } from './asked-first.ts'
import { askedAnswer } from './asked-ids.ts'
import { starterOf } from './channel-facts.ts'
import { channelOfInteraction } from './channel-of-interaction.ts'
import type { Connection } from './connection.ts'
import { loggable } from './discord-errors.ts'
import { messageRefOf } from './ids.ts'
import { acknowledge, whisper, whisperLater, whisperOnce } from './interaction-reply.ts'
import { ACKNOWLEDGE_AFTER_MS } from './limits.ts'
import { formOfPress } from './open-form.ts'
import { pressedIn, readPress } from './read-press.ts'
import { sentenceFor } from './sentence-for.ts'
import { takeAskedAnswer } from './take-asked-answer.ts'

const LATE = Symbol('the core has not answered yet')

/**
 * Hands a press to the core and answers it: with the core's own words when it is quick, else with a silent
 * acknowledgement in time and the words afterwards, with a form, or with the question that the button asks first. Every
 * press is answered, an error included.
 */
export async function takePress(connection: Connection, interaction: APIMessageComponentInteraction): Promise<void> {
  const answered = askedAnswer(interaction.data.custom_id)
  if (answered) return takeAskedAnswer(connection, interaction, answered)
  const form = formOfPress(connection, interaction)
  const answer = answerOf(connection, interaction, form.show)
  const quick = await Promise.race([answer, wait(ACKNOWLEDGE_AFTER_MS, LATE, { ref: false })])
  if (await form.hasOpened()) return
  if (quick === LATE) await tellLater(connection, interaction, answer)
  else await tell(connection, interaction, quick)
}

async function tell(
  connection: Connection,
  interaction: APIMessageComponentInteraction,
  { asks, notice }: PressAnswer,
): Promise<void> {
  if (asks) await whisperOnce(connection, interaction, questionOf(interaction, asks))
  else if (notice === undefined) await acknowledge(connection, interaction)
  else await whisper(connection, interaction, notice)
}

async function tellLater(
  connection: Connection,
  interaction: APIMessageComponentInteraction,
  answer: Promise<PressAnswer>,
): Promise<void> {
  const isElsewhere = (await acknowledge(connection, interaction)) === 'answered'
  const { asks, notice } = await answer
  // Each process of the bot would ask the same.
  if (asks && !isElsewhere) await whisperLater(connection, interaction, questionOf(interaction, asks))
  if (notice !== undefined) await whisperLater(connection, interaction, notice)
}

function questionOf(interaction: APIMessageComponentInteraction, asks: NonNullable<PressAnswer['asks']>) {
  const { message } = interaction
  return askingMessage(asks, { button: pressedIn(interaction), card: message.id, starter: starterOf(message) })
}

async function answerOf(
  connection: Connection,
  interaction: APIMessageComponentInteraction,
  showForm: ShowForm,
): Promise<PressAnswer> {
  const { inbox, log, presses, beside } = connection
  let counts = true
  presses.noted(messageRefOf(interaction.channel_id, interaction.message.id), (sentence) => {
    if (counts) beside(whisperLater(connection, interaction, sentence))
  })
  try {
    const channel = await channelOfInteraction(connection, interaction)
    const answer = await inbox.press(readPress(interaction, channel), showForm)
    counts = answer.asks === undefined
    return answer
  } catch (error) {
    log.error({ ...loggable(error), interaction: interaction.id }, 'a press on Discord was not recorded')
    return { notice: sentenceFor(error) }
  }
}
