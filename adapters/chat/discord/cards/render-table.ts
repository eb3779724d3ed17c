import stringWidth from 'string-width'
import type { Block } from '../../../../src/domain/card.ts'
import type { CardWords } from '../../../../src/domain/platform-words.ts'
import { cut, oneLine } from './plain-text.ts'

/** Wider cells are cut, so that a table of three columns still fits a phone held sideways. */
const CELL_WIDTH = 32
const GAP = '  '

/** A table in fixed width, at most `max` units: the first rows stay, and the last line says how many did not. */
export function tableText(
  { columns, rows }: Pick<Extract<Block, { kind: 'table' }>, 'columns' | 'rows'>,
  max: number,
  words: CardWords,
): string {
  const cells = [columns, ...rows].map((row) => columns.map((_, index) => cut(oneLine(row[index] ?? ''), CELL_WIDTH)))
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => stringWidth(row[index] ?? ''))))
  const lines = cells.map((row) =>
    row
      .map((cell, index) => padded(cell, widths[index] ?? 0))
      .join(GAP)
      .trimEnd(),
  )
  return fitting(lines, max, words)
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - stringWidth(cell)))
}

function fitting(lines: readonly string[], max: number, { more }: CardWords): string {
  for (let shown = lines.length; shown > 0; shown--) {
    const left = lines.length - shown
    const text = [...lines.slice(0, shown), ...(left === 0 ? [] : [more({ count: left })])].join('\n')
    if (text.length <= max) return text
  }
  return cut('…', max)
}
