import type { Block, Card } from '../../../src/domain/card.ts'
import { slackUser } from './addresses.ts'
import { escapeWithin } from './exact-text.ts'
import { stepLine } from './render-block.ts'
import { tableText } from './table-text.ts'

/** The card in words: for notifications and screen readers, and when Slack takes no blocks. */
export function fallbackText(card: Card, max: number): string {
  const user = card.mention && slackUser(card.mention)
  const mention = user ? `<@${user}> ` : ''
  const words = [card.title ?? '', ...card.blocks.map((block) => blockText(block, max)), card.footnote ?? ''].filter(
    (part) => part.trim(),
  )
  return mention + escapeWithin(words.join('\n') || '…', max - mention.length)
}

function blockText(block: Block, max: number): string {
  switch (block.kind) {
    case 'text':
    case 'code':
      return block.text
    case 'file':
      return block.preview
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${value}`).join('\n')
    case 'table':
      return tableText(block.columns, block.rows, max)
    case 'link':
      return ''
    case 'progress':
      return block.steps.map(stepLine).join('\n')
    case 'buttons':
      return block.buttons.map(({ label }) => `[${label}]`).join(' ')
  }
}
