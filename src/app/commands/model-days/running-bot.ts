import { z } from 'zod'
import type { Page } from '../../../../adapters/http/health-server.ts'
import { reasonOf } from '../../../../adapters/probes/verdict.ts'
import type { Config, NotationConfig } from '../../../../config/config.ts'
import { BotError } from '../../../domain/errors.ts'
import { type ModelDay, modelDays } from '../../../domain/model-days.ts'
import { MODEL_USES } from '../../../domain/model-use.ts'
import { messageCoder } from '../../../llm/message-coder.ts'
import type { Documents } from '../../../ports/event-store.ts'
import { reachableAt } from '../reachable-at.ts'

/** Where a running bot tells what its models cost a day, for a command that cannot open its database. */
export const MODEL_DAYS_PATH = '/notation/days'

const ANSWER_MS = 5_000
const count = z.int().min(0)
const day = z.strictObject({
  day: z.iso.date(),
  use: z.enum(MODEL_USES),
  calls: count,
  tokensIn: count,
  tokensOut: count,
  tokensAsJson: count,
})
const answerForm = z.strictObject({ process: z.int(), days: z.array(day) })

export async function modelDaysPage(documents: Documents | undefined, notation: NotationConfig): Promise<Page> {
  if (!documents) throw new Error('the bot is still starting')
  const answer = { process: process.pid, days: await documents.list(modelDays) }
  return { contentType: 'text/plain; charset=utf-8', text: messageCoder(notation).write(answer) }
}

/** Thrown when the bot that has the figures cannot be asked for them. */
export class FiguresUnavailableError extends BotError {
  override readonly name = 'FiguresUnavailableError'
  readonly code = 'figures_unavailable'
  readonly userMessage: string
  constructor(userMessage: string, options?: ErrorOptions) {
    super(userMessage, options)
    this.userMessage = userMessage
  }
}

/**
 * @param pid The process that must answer; left out when any will do.
 * @throws {FiguresUnavailableError} when it does not answer, or another one does.
 */
export async function askRunningBot({ http, notation }: Config, pid?: number): Promise<readonly ModelDay[]> {
  const address = reachableAt(http)
  const who = pid === undefined ? 'A running Shipmate' : `The Shipmate that is running (process ${pid})`
  const ask = async (): Promise<z.output<typeof answerForm>> => {
    const answer = await fetch(address + MODEL_DAYS_PATH, { signal: AbortSignal.timeout(ANSWER_MS) })
    if (!answer.ok) throw new Error(`status ${answer.status}`)
    return answerForm.parse(messageCoder(notation).read(await answer.text()))
  }
  const said = await ask().catch((cause: unknown) => {
    const why = cause instanceof z.ZodError ? 'what answers there is not Shipmate' : reasonOf(cause)
    const sentence = `${who} has the figures, but cannot be asked at ${address}: ${why}.`
    throw new FiguresUnavailableError(`${sentence} Give this command the bot’s own configuration (http.port).`, {
      cause,
    })
  })
  if (pid !== undefined && said.process !== pid)
    throw new FiguresUnavailableError(
      `${who} has the figures, but another one answers at ${address} (process ${said.process}). Give this command the bot’s own configuration (http.port).`,
    )
  return said.days
}
