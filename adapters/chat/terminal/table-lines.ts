import stringWidth from 'string-width'
import { labelledLines } from './labelled-lines.ts'
import { type Line, pad } from './line.ts'
import { oneLine } from './plain-text.ts'
import { wrap } from './wrap.ts'

const GAP = '  '
/** Below this a column breaks nearly every word, and a list reads better than a grid. */
const NARROWEST_COLUMN = 16

/**
 * A table as a grid. When it is too wide its widest column is wrapped; when even that does not help, every row becomes
 * a list of its labelled cells.
 */
export function tableLines(columns: readonly string[], rows: readonly (readonly string[])[], width: number): Line[] {
  const header = columns.map(oneLine)
  const cells = rows.map((row) => header.map((_, column) => oneLine(row[column] ?? '')))
  const widths = fittingWidths(naturalWidths([header, ...cells]), width)
  if (widths === undefined) return asLists(header, cells, width)
  const rule = widths.map((columnWidth) => '─'.repeat(columnWidth))
  return [
    ...gridRow(header, widths).map(dimmed),
    dimmed(rule.join(GAP)),
    ...cells.flatMap((row) => gridRow(row, widths)).map((text) => [{ text }]),
  ]
}

const dimmed = (text: string): Line => [{ text, style: 'dim' }]

function naturalWidths(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = []
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 1, stringWidth(cell))
  }
  return widths
}

function fittingWidths(natural: readonly number[], width: number): number[] | undefined {
  const total = natural.reduce((sum, column) => sum + column, 0) + GAP.length * (natural.length - 1)
  if (total <= width) return [...natural]
  const widest = Math.max(...natural)
  const shrunk = widest - (total - width)
  return shrunk < NARROWEST_COLUMN ? undefined : natural.with(natural.indexOf(widest), shrunk)
}

function gridRow(cells: readonly string[], widths: readonly number[]): string[] {
  const wrapped = cells.map((cell, column) => wrap(cell, widths[column] ?? 1))
  const height = Math.max(...wrapped.map((lines) => lines.length))
  return Array.from({ length: height }, (_, line) =>
    wrapped
      .map((lines, column) => pad(lines[line] ?? '', widths[column] ?? 1))
      .join(GAP)
      .trimEnd(),
  )
}

function asLists(header: readonly string[], rows: readonly (readonly string[])[], width: number): Line[] {
  return rows.flatMap((row, index) => {
    const fields = header.map((label, column) => ({ label, value: row[column] ?? '' }))
    return [...(index > 0 ? [[]] : []), ...labelledLines(fields, width)]
  })
}
