import type { Logger } from 'pino'
import type { Card } from '../../../src/domain/card.ts'
import { CHARS_IN_MESSAGE } from './limits.ts'
import { charsOf, renderCard, renderTextOnly, type SlackMessage } from './render-card.ts'
import { isTooLong, slackErrorCode } from './slack-errors.ts'

/** Below this a card says too little; its words alone say more. */
const SMALLEST_CHARS = 1_000

/**
 * Sends a card, and a smaller one each time Slack finds it too long, because the limit of a whole message is not
 * documented; in the end its words alone, which also serve when Slack does not like the blocks.
 */
export async function sendFitting<T>(
  card: Card,
  { log, workspace }: { readonly log: Logger; readonly workspace: string | undefined },
  send: (message: SlackMessage) => Promise<T>,
): Promise<T> {
  for (let maxChars = CHARS_IN_MESSAGE; maxChars >= SMALLEST_CHARS; ) {
    const message = renderCard(card, maxChars, workspace)
    try {
      return await send(message)
    } catch (error) {
      if (!isTooLong(error) && slackErrorCode(error) !== 'invalid_blocks') throw error
      log.warn({ err: error, maxChars }, 'slack refused a card')
      if (!isTooLong(error)) break
      // A card may be shorter than it might be: the next one must be shorter than what was refused.
      maxChars = Math.floor(Math.min(maxChars, charsOf(message)) / 2)
    }
  }
  return send(renderTextOnly(card))
}
