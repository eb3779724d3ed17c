import { setTimeout as wait } from 'node:timers/promises'
import { recheckConfirmation } from '../changes/answer-confirmation.ts'
import { type Confirmation, confirmationStream, isDue } from '../domain/confirmation.ts'
import { confirmations } from '../domain/projections.ts'
import { correlationOf } from '../queries/correlation.ts'
import { hear } from './hear.ts'
import type { ConversationParts } from './parts.ts'
import { behind } from './press.ts'
import { heardIn } from './read-heard.ts'

/** The newest questions are likely to be pressed first, and all take the same path. */
const MOST_LOOKED_AT = 5
/** A repository or a platform that does not answer must not keep the bot from being ready. */
const WITHIN_MS = 2_000

/** The bot is ready by then. */
const READ_AFTER_MS = 50

/**
 * Checks the plans that wait for a yes as the press will, so that the first press after a start does not wait for cold
 * repositories, platforms and code. Starts and answers nothing.
 */
export async function warmUp(parts: ConversationParts): Promise<void> {
  setTimeout(() => readOnce(parts), READ_AFTER_MS).unref()
  await Promise.race([lookAtOpen(parts), wait(WITHIN_MS, undefined, { ref: false })])
}

/** To read the first text takes a quarter of a second, since code and patterns are made when they are needed. */
function readOnce({ catalog, understand, asking, languageOf, clock, log }: ConversationParts): void {
  const said = { thread: 'nowhere:1', by: 'nowhere:nobody', groups: [], direct: true, text: 'what is the status?' }
  try {
    languageOf(hear(said.text, catalog).text)
    const message = { ...said, message: 'first', correlationId: 'first' }
    heardIn({ catalog, understand, asking }, message, { dialogue: { by: said.by, turns: [] } }, clock.now())
  } catch (error) {
    log.warn({ err: error }, 'the first message will take a moment longer')
  }
}

async function lookAtOpen(parts: ConversationParts): Promise<void> {
  try {
    const open = await parts.store.list(confirmations, { labels: ['open'], limit: MOST_LOOKED_AT })
    const now = parts.clock.now()
    for (const confirmation of open) if (!isDue(confirmation, now)) await lookAt(parts, confirmation)
  } catch (error) {
    parts.log.warn({ err: error }, 'open confirmations could not be checked before the start')
  }
}

async function lookAt(parts: ConversationParts, confirmation: Confirmation): Promise<void> {
  await behind(parts.store, confirmation.buttons.confirm)
  await correlationOf(parts.store, confirmationStream(confirmation.confirmation))
  await recheckConfirmation(parts, confirmation, { by: confirmation.by, groups: [] })
}
