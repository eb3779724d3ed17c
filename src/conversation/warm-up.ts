import { setTimeout as wait } from 'node:timers/promises'
import { recheckConfirmation } from '../changes/answer-confirmation.ts'
import { type Confirmation, confirmationStream, isDue } from '../domain/confirmation.ts'
import { confirmations } from '../domain/projections.ts'
import { correlationOf } from '../queries/correlation.ts'
import type { ConversationParts } from './parts.ts'
import { behind } from './press.ts'

/** What was asked last is what is pressed first, and all of it takes the same way. */
const MOST_LOOKED_AT = 5
/** A repository or a platform that does not answer must not keep the bot from being ready. */
const WITHIN_MS = 2_000

/**
 * Looks at the plans that wait for a yes as the press will, so that the first one after a start need not wait for
 * repositories, platforms and code that are met for the first time. Starts and answers nothing.
 */
export async function warmUp(parts: ConversationParts): Promise<void> {
  await Promise.race([lookAtOpen(parts), wait(WITHIN_MS, undefined, { ref: false })])
}

async function lookAtOpen(parts: ConversationParts): Promise<void> {
  try {
    const open = await parts.store.list(confirmations, { labels: ['open'], limit: MOST_LOOKED_AT })
    const now = parts.clock.now()
    for (const confirmation of open) if (!isDue(confirmation, now)) await lookAt(parts, confirmation)
  } catch (error) {
    parts.log.warn({ err: error }, 'what waits for a yes could not be looked at before the start')
  }
}

async function lookAt(parts: ConversationParts, confirmation: Confirmation): Promise<void> {
  await behind(parts.store, confirmation.buttons.confirm)
  await correlationOf(parts.store, confirmationStream(confirmation.confirmation))
  await recheckConfirmation(parts, confirmation, { by: confirmation.by, groups: [] })
}
