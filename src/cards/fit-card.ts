import type { Block, Card } from '../domain/card.ts'
import type { Capacity } from '../ports/capacity.ts'
import { cardText } from './card-text.ts'
import { type Dividing, isWhole, splitBlock } from './split-block.ts'

/** More messages than this in a row nobody reads: a file is better then. */
export const MOST_PARTS = 3

const FILE_NAME = 'answer.txt'
/** The last lines are shown beside the file; as with logs, the end says how it went. */
const LINES_SHOWN = 10
const CHARS_SHOWN = 600

/**
 * A card as the messages that show all of it: itself where it fits, else at most three that follow each other, else its
 * beginning and, below that, a file with all of it. Who is notified, and the title, are in the first; buttons and the footnote in the last.
 * Pure.
 */
export function fitCard(card: Card, capacity: Capacity): readonly Card[] {
  const dividing = { capacity, moments: card.moments ?? [] }
  if (fits(card, dividing)) return [card]
  // Dividing what needs a hundred messages would only take time.
  if (sizeOf(card.blocks, dividing) > capacity.chars * MOST_PARTS) return withFile(card, dividing)
  const parts = inParts(card, dividing)
  return parts.length <= MOST_PARTS ? parts : withFile(card, dividing)
}

function fits(card: Card, dividing: Dividing): boolean {
  const { capacity } = dividing
  if (card.blocks.length > capacity.blocks || sizeOf(withFrame(card), dividing) > capacity.chars) return false
  return card.blocks.every((block) => isWhole(block, dividing))
}

function inParts(card: Card, dividing: Dividing): readonly Card[] {
  const { title: _, mention: __, listed: ___, refuses: ____, footnote, ...plain } = card
  const last = card.blocks.filter(isButtons)
  const pages = inPages(card, [...last, ...footOf(card)], dividing)
  return pages.map((blocks, index) => {
    const isLast = index === pages.length - 1
    const about = index === 0 ? withoutFootnote(card) : plain
    const shown = isLast ? [...blocks, ...last] : blocks
    return { ...about, blocks: shown, ...(isLast && footnote !== undefined && { footnote }) }
  })
}

/** What all its messages show between the title and what stands beneath the last of them. */
function inPages(card: Card, beneath: readonly Block[], dividing: Dividing): readonly (readonly Block[])[] {
  const pieces = card.blocks.filter((block) => !isButtons(block)).flatMap((block) => splitBlock(block, dividing))
  const pages: Block[][] = [[]]
  const fitsBelow = (...more: readonly Block[]): boolean =>
    hasRoom([...(pages.length === 1 ? titleOf(card) : []), ...(pages.at(-1) ?? []), ...more], dividing)
  for (const [index, piece] of pieces.entries()) {
    const isLast = index === pieces.length - 1
    const page = pages.at(-1)
    if (page && (page.length === 0 || fitsBelow(piece, ...(isLast ? beneath : [])))) page.push(piece)
    else pages.push([piece])
  }
  return fitsBelow(...beneath) ? pages : [...pages, []]
}

function withoutFootnote({ footnote: _, ...card }: Card): Card {
  return card
}

function hasRoom(blocks: readonly Block[], dividing: Dividing): boolean {
  const { capacity } = dividing
  return (
    blocks.length <= capacity.blocks &&
    blocks.filter(({ kind }) => kind === 'table').length <= capacity.tables &&
    sizeOf(blocks, dividing) <= capacity.chars
  )
}

/**
 * As much of its beginning as fills half a message; and below it, as a message of its own, a file with all of it: where the
 * first takes the place of something that is shown already, some platforms attach no file to it.
 */
function withFile(card: Card, dividing: Dividing): readonly Card[] {
  const { title: _, mention: __, listed: ___, refuses: ____, footnote: _____, ...plain } = card
  const text = cardText({ ...card, blocks: card.blocks.filter((block) => !isButtons(block)) })
  const lines = text.split('\n').slice(-LINES_SHOWN).join('\n').slice(-CHARS_SHOWN)
  const file: Block = { kind: 'file', name: FILE_NAME, text, preview: lines.replace(/^[\uDC00-\uDFFF]/, '') }
  return [
    { ...withoutFootnote(card), blocks: beginningOf(card, dividing) },
    {
      ...plain,
      ...(card.footnote !== undefined && { footnote: card.footnote }),
      blocks: [file, ...card.blocks.filter(isButtons)],
    },
  ]
}

function beginningOf(card: Card, { capacity, moments }: Dividing): readonly Block[] {
  const chars = capacity.chars / 2
  const half = { ...capacity, chars, charsInBlock: Math.min(capacity.charsInBlock, chars / 2) }
  const shown: Block[] = []
  for (const block of card.blocks.filter((one) => !isButtons(one))) {
    const [piece = block, ...more] = splitBlock(cutFirst(block, half), { capacity: half, moments })
    if (shown.length > 0 && !hasRoom([...titleOf(card), ...shown, piece], { capacity: half, moments })) break
    shown.push(piece)
    if (more.length > 0) break
  }
  return shown
}

const isButtons = ({ kind }: Block): boolean => kind === 'buttons'

/** Only its beginning is wanted; a megabyte of log is not divided for that. */
function cutFirst(block: Block, { charsInBlock, rows }: Capacity): Block {
  if (block.kind === 'text' || block.kind === 'code')
    return { ...block, text: block.text.slice(0, charsInBlock * 2).toWellFormed() }
  return block.kind === 'table' ? { ...block, rows: block.rows.slice(0, rows + 1) } : block
}

const sizeOf = (blocks: readonly Block[], { capacity, moments }: Dividing): number =>
  blocks.reduce((sum, block) => sum + capacity.sizeOf(block, moments), 0)

const withFrame = (card: Card): readonly Block[] => [...titleOf(card), ...card.blocks, ...footOf(card)]

/** Title and footnote take as much as the same text. */
const titleOf = ({ title = '' }: Card): readonly Block[] => (title === '' ? [] : [{ kind: 'text', text: title }])
const footOf = ({ footnote = '' }: Card): readonly Block[] =>
  footnote === '' ? [] : [{ kind: 'text', text: footnote }]
