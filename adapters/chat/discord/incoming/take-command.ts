import {
  type APIApplicationCommandInteraction,
  type APIMessage,
  ApplicationCommandType,
  InteractionResponseType,
  type RESTPostAPIInteractionCallbackWithResponseResult,
  Routes,
} from 'discord.js'
import type { PlatformWords } from '../../../../src/domain/platform-words.ts'
import { notRecorded } from '../../not-recorded.ts'
import { escaped } from '../cards/markdown.ts'
import type { Connection } from '../connection/connection.ts'
import { loggable } from '../discord-errors.ts'
import { threadIdOf } from '../ids.ts'
import { MESSAGE_CONTENT } from '../limits.ts'
import { placeIn } from './channel-facts.ts'
import { channelOfInteraction } from './channel-of-interaction.ts'
import { actorOf, maySpeak, wordsFor } from './interaction-facts.ts'
import { laterOn, respondOnce, whisperOnce } from './interaction-reply.ts'
import { readCommand, type SaidCommand } from './read-command.ts'
import { DEPLOY_PULL_REQUEST, readMessageCommand } from './read-message-command.ts'
import { suggestInTime } from './suggest-names.ts'

const LONGEST_NAME = 64
const LONGEST_NOTE = 400
/** Leaves room for the name and either note. */
const LONGEST_TEXT = MESSAGE_CONTENT - LONGEST_NAME - LONGEST_NOTE - 16

/**
 * Takes a slash command in this order: echo, record, correct the echo.
 *
 * The echo is the first answer, so Discord has it within 3 s whatever the core does, and its message id, which names the
 * thread, is known before anything is recorded. Until the request is recorded the echo says that it is not: if the
 * process dies in between, that line stays and the person knows. Dying after the recording leaves the line too, but then
 * the answer follows in the thread beneath it. The other order,
 * recording first behind a deferred answer, would show a spinner for 15 minutes instead, and no thread can be relied on
 * to start from a message that is still loading.
 *
 * Where several processes of the bot hear the command, the one whose echo stands takes it.
 */
export async function takeCommand(
  connection: Connection,
  interaction: APIApplicationCommandInteraction,
): Promise<void> {
  const { redact } = connection
  const words = wordsFor(connection, interaction)
  const said = await saidBy(connection, interaction, words)
  if (typeof said === 'string') return whisperOnce(connection, interaction, said)
  if (!maySpeak(interaction)) return whisperOnce(connection, interaction, words.notices.mayNotWrite)
  const echo = `${escaped(actorOf(interaction).name, LONGEST_NAME)}: ${escaped(redact(said.text), LONGEST_TEXT)}`
  const message = await postEcho(connection, interaction, `${echo}\n-# ${words.notices.recording}`)
  if (message === undefined) return
  const note = await record(connection, interaction, said, message, words)
  await correctEcho(connection, interaction, note === undefined ? echo : `${echo}\n⚠️ ${escaped(note, LONGEST_NOTE)}`)
}

/** What was asked for, or what its person is told instead. */
async function saidBy(
  { inbox, commands }: Connection,
  interaction: APIApplicationCommandInteraction,
  { notices: { commandGone, noPullRequest } }: PlatformWords,
): Promise<SaidCommand | string> {
  const { data } = interaction
  if (data.type === ApplicationCommandType.ChatInput) return readCommand(data, commands) ?? commandGone
  if (data.type !== ApplicationCommandType.Message || data.name !== DEPLOY_PULL_REQUEST) return commandGone
  const { by, groups } = actorOf(interaction)
  const asked = { intent: 'deploy.start', slot: 'service', by, ...(groups && { groups }) } as const
  return (await readMessageCommand(data, (typed) => suggestInTime(inbox, { ...asked, typed }))) ?? noPullRequest
}

/** Returns what went wrong, as a sentence. */
async function record(
  connection: Connection,
  interaction: APIApplicationCommandInteraction,
  said: SaidCommand,
  echo: string,
  words: PlatformWords,
): Promise<string | undefined> {
  const { inbox, log } = connection
  try {
    const place = placeIn(await channelOfInteraction(connection, interaction), echo)
    const addressed = place.kind === 'direct' ? 'direct' : 'command'
    const keys = [`discord:interaction:${interaction.id}`]
    await inbox.message({ keys, thread: threadIdOf(place), ...actorOf(interaction), addressed, ...said })
    return undefined
  } catch (error) {
    log.error({ ...loggable(error), interaction: interaction.id }, 'a command from Discord was not recorded')
    return notRecorded(error, words)
  }
}

/** Returns the echo's message id; undefined where another process has taken the command. */
async function postEcho(
  connection: Connection,
  interaction: APIApplicationCommandInteraction,
  content: string,
): Promise<string | undefined> {
  const data = { content, allowed_mentions: { parse: [] } }
  const type = InteractionResponseType.ChannelMessageWithSource
  const answer = await respondOnce(connection, interaction, { type, data })
  if (answer === 'answered') return undefined
  const result = answer.made as Partial<RESTPostAPIInteractionCallbackWithResponseResult> | undefined
  return result?.resource?.message?.id ?? (await originalOf(connection, interaction)).id
}

/** For servers that answer a callback without the message it made. */
async function originalOf(
  { rest }: Pick<Connection, 'rest'>,
  { application_id, token }: APIApplicationCommandInteraction,
): Promise<APIMessage> {
  return (await rest.get(Routes.webhookMessage(application_id, token), { auth: false })) as APIMessage
}

/** With the interaction's token, seconds old: it reaches the echo even where the bot may not read the channel. */
async function correctEcho(
  { rest, stopped }: Connection,
  { application_id, token }: APIApplicationCommandInteraction,
  content: string,
): Promise<void> {
  const body = { content, allowed_mentions: { parse: [] } }
  await laterOn(() => rest.patch(Routes.webhookMessage(application_id, token), { body, auth: false }), stopped)
}
