import type { ShownCard } from '../api/shapes.ts'
import { cardBlock, type Presses } from './card-block.ts'
import { html, type VNode } from './html.ts'
import { linkedText } from './linked-text.ts'

/** A card of the bot, with everything that it holds. */
export function cardView({ title, tone, blocks, footnote }: ShownCard, presses: Presses): VNode {
  return html`<div class=${`card ${tone}`}>
    ${title !== undefined && html`<p class="title">${linkedText(title)}</p>`}
    ${blocks.map((block) => cardBlock(block, presses))}
    ${footnote !== undefined && html`<p class="footnote">${linkedText(footnote)}</p>`}
  </div>`
}

/** What a screen reader says of a card that has come: its title, or how it starts. */
export function cardInShort({ title, blocks }: ShownCard): string {
  const [text] = blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []))
  return [title, text].filter((part) => part !== undefined).join(' ')
}
