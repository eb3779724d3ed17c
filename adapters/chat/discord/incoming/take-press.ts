import { setTimeout as wait } from 'node:timers/promises'
import type { APIMessageComponentInteraction } from 'discord.js'
import type { AskedFirst, ShowForm } from '../../../../src/ports/chat-platform.ts'
import { notRecorded } from '../../not-recorded.ts'
import type { Connection } from '../connection/connection.ts'
import { loggable } from '../discord-errors.ts'
import { messageRefOf } from '../ids.ts'
import { ACKNOWLEDGE_AFTER_MS } from '../limits.ts'
import { type AskingMessage, askingMessage } from './asked-first.ts'
import { askedAnswer } from './asked-ids.ts'
import { starterOf } from './channel-facts.ts'
import { channelOfInteraction } from './channel-of-interaction.ts'
import { wordsFor } from './interaction-facts.ts'
import { acknowledge, whisper, whisperLater, whisperOnce } from './interaction-reply.ts'
import { formOfPress } from './open-form.ts'
import { pressedIn, readPress } from './read-press.ts'
import { takeAskedAnswer } from './take-asked-answer.ts'

/** What the person who pressed is told, or asked before the press counts; nothing where the card shows it. */
interface Told {
  readonly notice?: string
  readonly question?: AskingMessage
}

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
  { question, notice }: Told,
): Promise<void> {
  if (question) await whisperOnce(connection, interaction, question)
  else if (notice === undefined) await acknowledge(connection, interaction)
  else await whisper(connection, interaction, notice)
}

async function tellLater(
  connection: Connection,
  interaction: APIMessageComponentInteraction,
  answer: Promise<Told>,
): Promise<void> {
  const isElsewhere = (await acknowledge(connection, interaction)) === 'answered'
  const { question, notice } = await answer
  // Each process of the bot would ask the same.
  if (question && !isElsewhere) await whisperLater(connection, interaction, question)
  if (notice !== undefined) await whisperLater(connection, interaction, notice)
}

function questionOf(interaction: APIMessageComponentInteraction, asks: AskedFirst): AskingMessage {
  const { message } = interaction
  return askingMessage(asks, { button: pressedIn(interaction), card: message.id, starter: starterOf(message) })
}

async function answerOf(
  connection: Connection,
  interaction: APIMessageComponentInteraction,
  showForm: ShowForm,
): Promise<Told> {
  const { inbox, log, presses, beside } = connection
  let counts = true
  const words = wordsFor(connection, interaction)
  presses.noted(messageRefOf(interaction.channel_id, interaction.message.id), () => {
    if (counts) beside(whisperLater(connection, interaction, words.notices.cardDeleted))
  })
  try {
    const channel = await channelOfInteraction(connection, interaction)
    const { asks, notice } = await inbox.press(readPress(interaction, channel), showForm)
    counts = asks === undefined
    return { ...(asks && { question: questionOf(interaction, asks) }), ...(notice !== undefined && { notice }) }
  } catch (error) {
    log.error({ ...loggable(error), interaction: interaction.id }, 'a press on Discord was not recorded')
    return { notice: notRecorded(error, words) }
  }
}
