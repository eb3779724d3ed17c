import { setTimeout as wait } from 'node:timers/promises'
import type { APIMessageComponentInteraction } from 'discord.js'
import { notRecorded } from '../../not-recorded.ts'
import type { Connection } from '../connection/connection.ts'
import { loggable } from '../discord-errors.ts'
import { messageRefOf } from '../ids.ts'
import { ACKNOWLEDGE_AFTER_MS } from '../limits.ts'
import type { AskedAnswer, AskedPress } from './asked-ids.ts'
import { channelOfInteraction } from './channel-of-interaction.ts'
import { wordsFor } from './interaction-facts.ts'
import { acknowledge, closeQuestion, whisper, whisperLater } from './interaction-reply.ts'
import { pressOn } from './read-press.ts'

const LATE = Symbol('the core has not answered yet')

/** What comes of a yes: what the question says from now on, or what went wrong, so that it may be answered again. */
type Outcome = { readonly kind: 'taken'; readonly notice?: string } | { readonly kind: 'failed'; readonly why: string }

/** Takes the answer of somebody who was asked whether they mean their press. Only a yes is handed to the core. */
export async function takeAskedAnswer(
  connection: Connection,
  interaction: APIMessageComponentInteraction,
  answer: AskedAnswer,
): Promise<void> {
  if (answer.kind === 'yes') return takeYes(connection, interaction, answer.press)
  return closeQuestion(connection, interaction, answer.declined)
}

async function takeYes(
  connection: Connection,
  interaction: APIMessageComponentInteraction,
  press: AskedPress,
): Promise<void> {
  const { cardDeleted } = wordsFor(connection, interaction).notices
  connection.presses.noted(messageRefOf(interaction.channel_id, press.card), () =>
    connection.beside(whisperLater(connection, interaction, cardDeleted)),
  )
  const outcome = handOver(connection, interaction, press)
  const quick = await Promise.race([outcome, wait(ACKNOWLEDGE_AFTER_MS, LATE, { ref: false })])
  if (quick === LATE) await acknowledge(connection, interaction)
  const tell = quick === LATE ? whisperLater : whisper
  const came = await outcome
  if (came.kind === 'failed') await tell(connection, interaction, came.why)
  else await closeQuestion(connection, interaction, came.notice)
}

async function handOver(
  connection: Connection,
  interaction: APIMessageComponentInteraction,
  { button, starter }: AskedPress,
): Promise<Outcome> {
  const { inbox, log } = connection
  try {
    const channel = await channelOfInteraction(connection, interaction)
    // A question counts once, however often and in however many processes its yes arrives.
    const key = `discord:asked:${interaction.message.id}`
    const { notice } = await inbox.press(pressOn(interaction, channel, { key, starter, button }))
    return { kind: 'taken', ...(notice !== undefined && { notice }) }
  } catch (error) {
    log.error({ ...loggable(error), interaction: interaction.id }, 'a press on Discord was not recorded')
    return { kind: 'failed', why: notRecorded(error, wordsFor(connection, interaction)) }
  }
}
