import type { Block, Card, ProgressStep } from '../domain/card.ts'

const SIGNS: Readonly<Record<ProgressStep['state'], string>> = { done: '✓', active: '●', pending: '○', failed: '✗' }

/** A card in words, for programs that draw nothing. */
export function cardText({ title, blocks, footnote }: Card): string {
  return [title ?? '', ...blocks.map(blockText), footnote ?? ''].filter((part) => part.trim() !== '').join('\n')
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'code':
    case 'file':
      return block.text
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${value}`).join('\n')
    case 'table':
      return [block.columns, ...block.rows].map((cells) => cells.join(' | ')).join('\n')
    case 'link':
      return block.label
    case 'progress':
      return block.steps.map(stepText).join('\n')
    case 'buttons':
      return block.buttons.map(({ label }) => `[${label}]`).join(' ')
  }
}

function stepText({ label, state, note }: ProgressStep): string {
  return `${SIGNS[state]} ${label}${note === undefined ? '' : ` (${note})`}`
}
