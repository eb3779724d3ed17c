import stringWidth from 'string-width'
import type { Block } from '../../../../src/domain/card.ts'
import type { CardWords } from '../../../../src/domain/platform-words.ts'
import { cutEnd, visible } from './exact-text.ts'

/** Wider cells break the lines of the narrowest Slack window. */
const CHARS_IN_CELL = 40

/**
 * A table as lines of aligned columns, where no table block can stand: there is one in the message already, or Slack did
 * not take it. Rows that do not fit into `max` characters are counted instead.
 */
export function tableText(
  { columns, rows }: Pick<Extract<Block, { kind: 'table' }>, 'columns' | 'rows'>,
  max: number,
  words: CardWords,
): string {
  const cells = [columns, ...rows].map((row) => columns.map((_, index) => cell(row[index] ?? '')))
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => stringWidth(row[index] ?? ''))))
  return fitLines(
    cells.map((row) => line(row, widths)),
    max,
    words,
  )
}

function cell(text: string): string {
  return cutEnd(visible(text).replaceAll('\n', ' '), CHARS_IN_CELL)
}

function line(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((text, index) => text + ' '.repeat((widths[index] ?? 0) - stringWidth(text)))
    .join('  ')
    .trimEnd()
}

function fitLines(lines: readonly string[], max: number, { more }: CardWords): string {
  for (let shown = lines.length; shown > 1; shown -= 1) {
    const left = lines.length - shown
    const text = [...lines.slice(0, shown), ...(left > 0 ? [more({ count: left })] : [])].join('\n')
    if (text.length <= max) return text
  }
  return cutEnd(lines.join('\n'), max)
}
