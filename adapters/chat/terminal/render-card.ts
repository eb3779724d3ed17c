import type { Button, Card, Tone } from '../../../src/domain/card.ts'
import { blockLines } from './block-lines.ts'
import { type Line, paint, type Style } from './line.ts'
import { oneLine } from './plain-text.ts'
import { wrap } from './wrap.ts'

export interface RenderOptions {
  /** Columns that the card may use; fewer than {@link NARROWEST_CARD} are treated as that many. */
  readonly width: number
  readonly colour: boolean
  /** The number of the card's first button; the others count on from it. */
  readonly firstChoice: number
}

/** A button as people press it here: by typing its number. */
export interface Choice {
  readonly number: number
  readonly button: Button
}

export interface RenderedCard {
  readonly lines: string[]
  readonly choices: Choice[]
}

const NARROWEST_CARD = 24

const EDGE = '┃'
const EDGE_STYLES = {
  neutral: 'gray',
  progress: 'cyan',
  success: 'green',
  warning: 'yellow',
  danger: 'red',
} as const satisfies Record<Tone, Style>

/** A card as lines of text, none wider than asked for, whatever its texts hold. */
export function renderCard(card: Card, options: RenderOptions): RenderedCard {
  const width = Math.max(options.width, NARROWEST_CARD) - EDGE.length - 1
  const choices = numberedChoices(card, options.firstChoice)
  const numbers = new Map(choices.map(({ number, button }) => [button, number]))
  const blocks = card.blocks.map((block) => blockLines(block, width, (button) => numbers.get(button) ?? 0))
  const body = blocks
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index > 0 ? [[], ...lines] : lines))
  const lines = [...headerLines(card, width), ...body, ...footnoteLines(card, width)]
  return { lines: lines.map((line) => withEdge(line, card.tone, options.colour)), choices }
}

function numberedChoices(card: Card, first: number): Choice[] {
  const buttons = card.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
  return buttons.map((button, index) => ({ number: first + index, button }))
}

function headerLines(card: Card, width: number): Line[] {
  const mention = card.mention === undefined ? '' : `@${card.mention.slice(card.mention.indexOf(':') + 1)} `
  const header = oneLine(mention + (card.title ?? ''))
  return header === '' ? [] : wrap(header, width).map((text) => [{ text, style: 'bold' }])
}

function footnoteLines(card: Card, width: number): Line[] {
  return card.footnote === undefined ? [] : wrap(card.footnote, width).map((text) => [{ text, style: 'dim' }])
}

function withEdge(line: Line, tone: Tone, colour: boolean): string {
  const edge = { text: EDGE, style: EDGE_STYLES[tone] }
  return paint(line.length === 0 ? [edge] : [edge, { text: ' ' }, ...line], colour).trimEnd()
}
