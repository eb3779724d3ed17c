import {
  type APIInteraction,
  type APIInteractionResponse,
  InteractionResponseType,
  MessageFlags,
  type REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js'
import { keepTrying } from '../../keep-trying.ts'
import { escaped } from '../cards/markdown.ts'
import type { Connection } from '../connection/connection.ts'
import { hasCode, loggable, pauseAfterFault } from '../discord-errors.ts'
import { ANSWER_WITHIN_MS, MESSAGE_CONTENT } from '../limits.ts'
import type { AskingMessage } from './asked-first.ts'

/** Later than this nobody knows any more what a notice is about. */
const WORTH_SAYING_MS = 60_000

type Answerable = Pick<APIInteraction, 'id' | 'token' | 'application_id'>

/**
 * The one first answer to an interaction, due within 3 seconds. Returns what Discord made of it.
 *
 * @throws {DiscordAPIError} 40060 when it has an answer already: each process of the bot hears every interaction.
 */
export async function respond(rest: REST, to: Answerable, response: APIInteractionResponse): Promise<unknown> {
  const query = new URLSearchParams({ with_response: 'true' })
  const route = Routes.interactionCallback(to.id, to.token)
  return keepTrying((failures) => rest.post(route, { body: response, query, auth: false }).catch(given(failures)), {
    withinMs: ANSWER_WITHIN_MS,
    pauseAfter: pauseAfterFault,
  })
}

/** An answer whose confirmation was lost has been given all the same. */
function given(failures: number): (error: unknown) => undefined {
  return (error) => {
    if (failures > 0 && isAnswered(error)) return undefined
    throw error
  }
}

/** Whether the interaction has its first answer already, as when another process of the bot was quicker. */
export function isAnswered(error: unknown): boolean {
  return hasCode(error, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)
}

/** Says something as the first answer that only the person who acted sees; after it where another process has given that. */
export async function whisper(
  connection: Pick<Connection, 'rest' | 'stopped'>,
  to: Answerable,
  said: Whispered,
): Promise<void> {
  const data = ephemeral(said)
  try {
    await respond(connection.rest, to, { type: InteractionResponseType.ChannelMessageWithSource, data })
  } catch (error) {
    if (!isAnswered(error)) throw error
    await whisperLater(connection, to, said)
  }
}

/** A first answer that every process of the bot would give in the same way: the first of them counts. */
export async function respondOnce(
  { rest, log }: Pick<Connection, 'rest' | 'log'>,
  to: Answerable,
  response: APIInteractionResponse,
): Promise<{ readonly made: unknown } | 'answered'> {
  try {
    return { made: await respond(rest, to, response) }
  } catch (error) {
    if (!isAnswered(error)) throw error
    log.debug({ interaction: to.id }, 'another process has answered an interaction')
    return 'answered'
  }
}

/** Such an answer that only the person who acted sees. */
export async function whisperOnce(
  connection: Pick<Connection, 'rest' | 'log'>,
  to: Answerable,
  said: Whispered,
): Promise<void> {
  const data = ephemeral(said)
  await respondOnce(connection, to, { type: InteractionResponseType.ChannelMessageWithSource, data })
}

/** The same after the first answer was given, within 15 minutes. */
export async function whisperLater(
  { rest, stopped }: Pick<Connection, 'rest' | 'stopped'>,
  to: Answerable,
  said: Whispered,
): Promise<void> {
  const options = { body: ephemeral(said), auth: false }
  await laterOn(() => rest.post(Routes.webhook(to.application_id, to.token), options), stopped)
}

/** Does what its token allows for 15 minutes, for as long as anybody still waits for it. */
export function laterOn<Result>(call: () => Promise<Result>, stopped: AbortSignal): Promise<Result> {
  return keepTrying(call, { withinMs: WORTH_SAYING_MS, pauseAfter: pauseAfterFault, stopped })
}

/**
 * Answers the press on a message that only its person sees by taking its buttons away, and says there what came of it.
 * @param sentence Left out: what it says stays.
 */
export async function closeQuestion(
  connection: Pick<Connection, 'rest' | 'stopped' | 'log'>,
  to: Answerable,
  sentence: string | undefined,
): Promise<void> {
  const { rest, stopped } = connection
  const content = sentence === undefined ? {} : { content: escaped(sentence, MESSAGE_CONTENT) }
  const data = { ...content, components: [], allowed_mentions: NOBODY }
  if ((await respondOnce(connection, to, { type: InteractionResponseType.UpdateMessage, data })) !== 'answered') return
  const options = { body: data, auth: false }
  await laterOn(() => rest.patch(Routes.webhookMessage(to.application_id, to.token), options), stopped)
}

/** Accepts a press and says nothing. When the token has expired, the press is recorded all the same. */
export async function acknowledge(
  connection: Pick<Connection, 'rest' | 'log'>,
  to: Answerable,
): Promise<'acknowledged' | 'answered'> {
  try {
    const answer = await respondOnce(connection, to, { type: InteractionResponseType.DeferredMessageUpdate })
    return answer === 'answered' ? answer : 'acknowledged'
  } catch (error) {
    connection.log.warn(
      { ...loggable(error), interaction: to.id },
      'Discord did not take the acknowledgement of a press',
    )
    return 'acknowledged'
  }
}

const NOBODY = { parse: [] }

/** A sentence, which is escaped here, or a message that is written already. */
type Whispered = string | AskingMessage

function ephemeral(said: Whispered) {
  const { components, content } =
    typeof said === 'string' ? { content: escaped(said, MESSAGE_CONTENT), components: undefined } : said
  return {
    content,
    ...(components && { components: [...components] }),
    flags: MessageFlags.Ephemeral as const,
    allowed_mentions: NOBODY,
  }
}
