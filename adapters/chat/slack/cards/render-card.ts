import type { Block, Card } from '../../../../src/domain/card.ts'
import type { CardWords } from '../../../../src/domain/platform-words.ts'
import { CHARS_IN_BLOCK, CHARS_IN_FALLBACK, CHARS_IN_MESSAGE } from '../limits.ts'
import { cutEnd, escapeWithin, visible } from './exact-text.ts'
import { fallbackText, textOnly } from './fallback-text.ts'
import { fewerBlocks, fewerButtons } from './fewer-blocks.ts'
import { type Means, renderBlock } from './render-block.ts'
import { renderFootnote } from './render-footnote.ts'
import { chartedBySlack } from './render-picture.ts'
import type { Table } from './render-table.ts'
import { renderTitle } from './render-title.ts'
import { paragraph, text } from './rich-text.ts'
import type { SlackBlock } from './slack-block.ts'

export interface SlackMessage {
  readonly text: string
  readonly blocks: SlackBlock[]
}

/**
 * A card as a message of at most `maxChars` characters and within every other limit of Slack.
 * @param words In the language of the card.
 */
export function renderCard(card: Card, words: CardWords, maxChars = CHARS_IN_MESSAGE, means: Means = {}): SlackMessage {
  const text = fallbackText(card, Math.min(CHARS_IN_FALLBACK, Math.floor(maxChars / 4)), words)
  const fitting = fewerButtons(card)
  for (let max = CHARS_IN_BLOCK; ; max = Math.floor(max / 2)) {
    const blocks = render(fitting, words, max, means)
    if (charsOf({ text, blocks }) <= maxChars || max === 1) return { text, blocks }
  }
}

/** The card in words alone, for when Slack refuses its blocks. */
export function renderTextOnly(card: Card, words: CardWords): SlackMessage {
  return { text: textOnly(card, CHARS_IN_FALLBACK, words), blocks: [] }
}

/** A sentence as a message, exactly as it is. */
export function renderNotice(notice: string): SlackMessage {
  return {
    text: escapeWithin(notice.trim() === '' ? '…' : notice, CHARS_IN_FALLBACK),
    blocks: [...paragraph(text(cutEnd(visible(notice), CHARS_IN_BLOCK)))],
  }
}

function render(
  { moments, blocks, footnote = '', ...card }: Card,
  words: CardWords,
  max: number,
  means: Means,
): SlackBlock[] {
  const isTable = (block: Block): block is Table => block.kind === 'table'
  const sight = {
    ...(means.isPlain ? { workspace: means.workspace } : means),
    words,
    moments,
    max,
    table: means.isPlain ? undefined : blocks.find(isTable),
    charted: means.isPlain ? new Set<Table>() : chartedBySlack(blocks),
  }
  const title = renderTitle({ ...card, blocks }, max)
  const foot = renderFootnote(footnote, moments, max)
  const shown = blocks.map((block) => ({ block, rendered: renderBlock(block, sight) }))
  return [...title, ...fewerBlocks(shown, title.length + foot.length, words), ...foot]
}

/** Characters of a whole message. */
export function charsOf({ text, blocks }: SlackMessage): number {
  return text.length + charsIn(blocks)
}

/** Under these keys stands what a person reads; a mention has no characters. */
const READ: ReadonlySet<string> = new Set(['text', 'alt_text', 'title', 'label', 'name', 'fallback', 'y_label'])

export function charsIn(blocks: readonly SlackBlock[]): number {
  let chars = 0
  JSON.stringify(blocks, (key, value) => {
    if (typeof value === 'string' && READ.has(key)) chars += value.length
    return value
  })
  return chars
}
