import { setTimeout } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Card } from '../../../../src/domain/card.ts'
import type { CardWords } from '../../../../src/domain/platform-words.ts'
import type { Means } from '../cards/render-block.ts'
import { charsOf, renderCard, renderTextOnly, type SlackMessage } from '../cards/render-card.ts'
import { CHARS_IN_MESSAGE } from '../limits.ts'
import { isTooLong, slackErrorCode } from '../slack-errors.ts'

/** Below this a card says too little; its words alone say more. */
const SMALLEST_CHARS = 1_000
/** Slack shows a file some moments after it has taken it, and refuses a message with it before that. */
const FILE_SETTLES_MS = 1_500

/**
 * Sends a card, and a smaller one each time Slack finds it too long, because the limit of a whole message is not
 * documented. Where Slack does not like the blocks, it gets them without pictures, then without tables and charts, which
 * not every workspace has; in the end the words alone.
 */
export async function sendFitting<T>(
  card: Card,
  words: CardWords,
  { log, workspace, pictures = [] }: Pick<Means, 'workspace' | 'pictures'> & { readonly log: Logger },
  send: (message: SlackMessage) => Promise<T>,
): Promise<T> {
  const ways = waysToShow(pictures)
  let maxChars = CHARS_IN_MESSAGE
  for (let way = ways.shift(); way !== undefined && maxChars >= SMALLEST_CHARS; ) {
    const message = renderCard(card, words, maxChars, { ...way.means, workspace })
    try {
      return await send(message)
    } catch (error) {
      if (!isTooLong(error) && slackErrorCode(error) !== 'invalid_blocks') throw error
      log.warn({ err: error, maxChars }, 'slack refused a card')
      // A card may be shorter than it might be: the next one must be shorter than what was refused.
      if (isTooLong(error)) maxChars = Math.floor(Math.min(maxChars, charsOf(message)) / 2)
      else {
        way = nextWay(ways, message)
        await setTimeout(way?.afterMs)
      }
    }
  }
  return send(renderTextOnly(card, words))
}

interface Way {
  readonly means: Pick<Means, 'pictures' | 'isPlain'>
  readonly afterMs?: number
  /** Of use only where the message that was refused has such a block. */
  readonly without: readonly string[]
}

function waysToShow(pictures: NonNullable<Means['pictures']>): Way[] {
  return [
    { means: { pictures }, without: [] },
    { means: { pictures }, afterMs: FILE_SETTLES_MS, without: ['image'] },
    { means: {}, without: ['image'] },
    { means: { isPlain: true }, without: ['image', 'table', 'data_visualization'] },
  ]
}

function nextWay(ways: Way[], refused: SlackMessage): Way | undefined {
  const way = ways.shift()
  if (way === undefined || refused.blocks.some(({ type }) => way.without.includes(type))) return way
  return nextWay(ways, refused)
}
