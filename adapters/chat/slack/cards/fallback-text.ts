import type { Block, Button, Card } from '../../../../src/domain/card.ts'
import type { CardWords } from '../../../../src/domain/platform-words.ts'
import { slackUser } from '../addresses.ts'
import { escapeWithin } from './exact-text.ts'
import { withDates } from './moments.ts'
import { progressText } from './render-progress.ts'
import { tableText } from './table-text.ts'

/** The card in words, beside its blocks: for notifications and screen readers. */
export function fallbackText(card: Card, max: number, cardWords: CardWords): string {
  const user = card.mention && slackUser(card.mention)
  const mention = user ? `<@${user}> ` : ''
  const words = [
    card.title ?? '',
    ...card.blocks.map((block) => blockText(block, max, cardWords)),
    card.footnote ?? '',
  ].filter((part) => part.trim())
  return mention + escapeWithin(words.join('\n') || '…', max - mention.length)
}

/** The card in words alone: buttons that cannot be pressed are of no use, and what can be said in their place is. */
export function textOnly(card: Card, max: number, words: CardWords): string {
  const blocks = card.blocks.map((block) => answerInWords(block, words))
  const text = fallbackText({ ...card, blocks }, max, words)
  const local = withDates(text, card.moments)
  return local.length <= max ? local : text
}

function blockText(block: Block, max: number, words: CardWords): string {
  switch (block.kind) {
    case 'text':
    case 'code':
      return block.text
    case 'file':
      return block.preview
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${value}`).join('\n')
    case 'table':
      return [...(block.picture ? [block.picture.alt] : []), tableText(block, max, words)].join('\n')
    case 'link':
      return ''
    case 'progress':
      return progressText(block)
    case 'buttons':
      return buttonsText(block)
  }
}

function buttonsText({ buttons, menu }: Extract<Block, { kind: 'buttons' }>): string {
  if (menu === undefined) return buttons.map(({ label }) => `[${label}]`).join(' ')
  return `${menu}: ${buttons.map(({ label }) => label).join(', ')}`
}

function answerInWords(block: Block, words: CardWords): Block {
  if (block.kind !== 'buttons' || block.buttons.length === 0) return block
  const said = block.menu === undefined ? words.buttonsNotShown : words.menuNotShown
  return { kind: 'text', text: said({ answers: answersTo(block.buttons, words) }) }
}

/** A question about a plan has a coloured button to proceed and a plain one to decline; others have one per answer. */
function answersTo(buttons: readonly Button[], { yesOrNo, anyOf }: CardWords): string {
  const usual = buttons.filter(({ isRare }) => !isRare)
  const isPlan = usual.map(({ style }) => style === 'plain').join() === 'false,true'
  return isPlan ? yesOrNo : anyOf({ labels: buttons.map(({ label }) => label) })
}
