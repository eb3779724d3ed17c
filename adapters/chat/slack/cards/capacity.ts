import type { Block, Moment } from '../../../../src/domain/card.ts'
import type { CardWords } from '../../../../src/domain/platform-words.ts'
import type { Capacity } from '../../../../src/ports/capacity.ts'
import { BLOCKS_IN_MESSAGE, CHARS_IN_BLOCK, CHARS_IN_FALLBACK, CHARS_IN_MESSAGE, ROWS_IN_TABLE } from '../limits.ts'
import { renderBlock } from './render-block.ts'
import { charsIn } from './render-card.ts'
import { CHARS_IN_CELL } from './render-table.ts'

/** Title and footnote are blocks as well, each up to two. */
const FRAME_BLOCKS = 6

/** The words beside the blocks count too. */
const CHARS_FOR_BLOCKS = CHARS_IN_MESSAGE - CHARS_IN_FALLBACK

/** A card that fits is shown whole by `renderCard`. One message has one table block; what else is a table there is cut. */
export const slackCapacity = (words: CardWords): Capacity => ({
  chars: CHARS_FOR_BLOCKS,
  charsInBlock: CHARS_IN_BLOCK,
  // Fields share the room of a text, half of it for their names.
  charsInField: (fields) => Math.floor(CHARS_IN_BLOCK / fields / 2),
  fieldsInBlock: 10,
  blocks: Math.floor((BLOCKS_IN_MESSAGE - FRAME_BLOCKS) / 2),
  rows: ROWS_IN_TABLE - 1,
  tables: 1,
  attachesOnlyToNew: true,
  sizeOf(block, moments) {
    return block.kind === 'table' ? sizeOfTable(block) : charsIn(renderBlock(block, everything(moments, words)))
  },
})

const everything = (moments: readonly Moment[], words: CardWords) => ({
  ...{ words, moments, max: Number.POSITIVE_INFINITY, table: undefined, charted: new Set<never>() },
})

function sizeOfTable({ columns, rows }: Extract<Block, { kind: 'table' }>): number {
  return [columns, ...rows].flat().reduce((sum, cell) => sum + Math.min(CHARS_IN_CELL, cell.length + 1), 0)
}
