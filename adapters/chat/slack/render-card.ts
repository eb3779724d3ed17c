import type { types } from '@slack/bolt'
import type { Block, Button, Card, Tone } from '../../../src/domain/card.ts'
import { slackUser } from './addresses.ts'
import { cutEnd, visible } from './exact-text.ts'
import { fallbackText } from './fallback-text.ts'
import {
  BLOCKS_IN_MESSAGE,
  BUTTONS_IN_MESSAGE,
  CHARS_IN_BLOCK,
  CHARS_IN_FALLBACK,
  CHARS_IN_MESSAGE,
  CHARS_IN_TITLE,
} from './limits.ts'
import { renderBlock } from './render-block.ts'
import { mention, paragraph, text } from './rich-text.ts'

export interface SlackMessage {
  readonly text: string
  readonly blocks: (types.RichTextBlock | types.ActionsBlock)[]
}

/**
 * Slack colours only attachments, and folds those away behind "Show more" with the buttons in them; so the tone is a
 * mark before the title.
 */
const TONE_MARKS = {
  neutral: '',
  progress: '🔵 ',
  success: '🟢 ',
  warning: '🟡 ',
  danger: '🔴 ',
} as const satisfies Record<Tone, string>

/**
 * A card as a message of at most `maxChars` characters and within every other limit of Slack.
 * @param workspace The address of the workspace, `https://harbour.slack.com/`; without it there are no links to threads.
 */
export function renderCard(card: Card, maxChars = CHARS_IN_MESSAGE, workspace?: string): SlackMessage {
  const text = fallbackText(card, Math.min(CHARS_IN_FALLBACK, Math.floor(maxChars / 4)))
  const fitting = fewerBlocks(fewerButtons(card))
  for (let max = CHARS_IN_BLOCK; ; max = Math.floor(max / 2)) {
    const blocks = render(fitting, max, workspace)
    if (charsOf({ text, blocks }) <= maxChars || max === 1) return { text, blocks }
  }
}

/** The card in words alone, for when Slack refuses its blocks. */
export function renderTextOnly(card: Card): SlackMessage {
  return { text: fallbackText(withAnswerInWords(card), CHARS_IN_FALLBACK), blocks: [] }
}

/** Buttons that cannot be pressed are of no use; what can be said in their place is. */
function withAnswerInWords(card: Card): Card {
  const blocks = card.blocks.map((block): Block => {
    if (block.kind !== 'buttons' || block.buttons.length === 0) return block
    return { kind: 'text', text: `The buttons cannot be shown. Mention me and say ${wordsFor(block.buttons)}.` }
  })
  return { ...card, blocks }
}

/** A question about a plan has a coloured button to proceed and a plain one to decline; others have one per answer. */
function wordsFor(buttons: readonly Button[]): string {
  const isPlan = buttons.map(({ style }) => style === 'plain').join() === 'false,true'
  return isPlan ? '"yes" or "no"' : buttons.map(({ label }) => `"${label}"`).join(' or ')
}

/** A sentence as a message, exactly as it is. */
export function renderNotice(notice: string): SlackMessage {
  return renderCard({ tone: 'neutral', blocks: [{ kind: 'text', text: notice }] })
}

function render(card: Card, max: number, workspace: string | undefined): SlackMessage['blocks'] {
  return [
    ...renderTitle(card, Math.min(max, CHARS_IN_TITLE)),
    ...card.blocks.flatMap((block) => renderBlock(block, max, workspace)),
    ...paragraph(text(cutEnd(visible(card.footnote ?? ''), max), { italic: true })),
  ]
}

function renderTitle(card: Card, max: number) {
  const user = card.mention && slackUser(card.mention)
  const title = card.title ? TONE_MARKS[card.tone] + cutEnd(visible(card.title), max) : ''
  return paragraph([...(user ? [mention(user), ...text(' ')] : []), ...text(title, { bold: true })])
}

function fewerButtons(card: Card): Card {
  const taken = new Set<string>()
  const first = (id: string) => !taken.has(id) && taken.size < BUTTONS_IN_MESSAGE && taken.add(id)
  const keep = (block: Block): Block =>
    block.kind === 'buttons' ? { ...block, buttons: block.buttons.filter(({ id }) => first(id)) } : block
  return { ...card, blocks: card.blocks.map(keep) }
}

/** Leaves room for title, footnote and the remark; of blocks too many it keeps the buttons, then those that come first. */
function fewerBlocks(card: Card): Card {
  const room = BLOCKS_IN_MESSAGE - 3
  if (card.blocks.length <= room) return card
  const buttons = card.blocks.filter((block) => block.kind === 'buttons' && block.buttons.length > 0)
  const rest = card.blocks.filter((block) => block.kind !== 'buttons').slice(0, room - buttons.length)
  const remark: Block = { kind: 'text', text: '… more than Slack shows in one message.' }
  return { ...card, blocks: [...rest, remark, ...buttons] }
}

/** Characters of a whole message. */
export function charsOf({ text, blocks }: SlackMessage): number {
  return text.length + charsIn(blocks)
}

/** Characters that a person sees; each button and paragraph has them under `text`, a mention has none. */
function charsIn(blocks: SlackMessage['blocks']): number {
  let chars = 0
  JSON.stringify(blocks, (key, value) => {
    if (key === 'text' && typeof value === 'string') chars += value.length
    return value
  })
  return chars
}
