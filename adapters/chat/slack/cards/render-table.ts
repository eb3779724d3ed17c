import type { types } from '@slack/bolt'
import type { Block, Moment } from '../../../../src/domain/card.ts'
import type { CardWords } from '../../../../src/domain/platform-words.ts'
import { CHARS_IN_TABLE, COLUMNS_IN_TABLE, ROWS_IN_TABLE } from '../limits.ts'
import { cutEnd, visible } from './exact-text.ts'
import { dated, paragraph, type RichText, text } from './rich-text.ts'

export type Table = Extract<Block, { kind: 'table' }>
type Cell = types.TableBlock['rows'][number][number]

/** A cell that is longer pushes the others off the screen. */
export const CHARS_IN_CELL = 300
/** A column with longer cells than this wraps; Slack cuts the others at the edge of the window. */
const CHARS_IN_LINE = 24
/** As Slack accepts no empty cell. */
const EMPTY = ' '

const NUMBER = /^[−-]?\d[\d.,]*(?: ?%| ?[a-zµ]{1,3})?$/

/** A table block with as many rows as it takes, and how many there are beside. Undefined where it is no table for Slack. */
export function renderTable(
  { columns, rows }: Table,
  moments: readonly Moment[] | undefined,
  max: number,
  words: CardWords,
): readonly (types.TableBlock | RichText)[] | undefined {
  if (columns.length === 0 || columns.length > COLUMNS_IN_TABLE || rows.length === 0) return undefined
  const cells = rows.map((row) => columns.map((_, index) => cellText(row[index] ?? '')))
  const head = columns.map(cellText)
  const fitting = fittingRows(head, cells, Math.min(max, CHARS_IN_TABLE))
  if (fitting.length === 0) return undefined
  const left = rows.length - fitting.length
  return [
    {
      type: 'table',
      rows: [head.map(headCell), ...fitting.map((row) => row.map((content) => cell(content, moments)))],
      column_settings: columns.map((_, index) => settings(fitting.map((row) => row[index] ?? ''))),
    },
    ...(left > 0 ? paragraph(text(words.more({ count: left }))) : []),
  ]
}

function fittingRows(head: readonly string[], rows: readonly (readonly string[])[], max: number) {
  let chars = head.join('').length
  const end = rows.findIndex((row, index) => {
    chars += row.join('').length
    return chars > max || index + 1 >= ROWS_IN_TABLE
  })
  return end === -1 ? rows : rows.slice(0, end)
}

function cellText(words: string): string {
  return cutEnd(visible(words).replaceAll('\n', ' ').trim(), CHARS_IN_CELL) || EMPTY
}

function headCell(words: string): Cell {
  return richCell(words === EMPTY ? text(words) : text(words, { bold: true }))
}

function cell(words: string, moments: readonly Moment[] | undefined): Cell {
  const inlines = dated(words, moments)
  return inlines.some(({ type }) => type === 'date') ? richCell(inlines) : { type: 'raw_text', text: words }
}

function richCell(inlines: ReturnType<typeof text>): types.RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [...inlines] }] }
}

/** Numbers stand under each other by their last digit. */
function settings(cells: readonly string[]) {
  const isNumbers =
    cells.some((words) => NUMBER.test(words)) &&
    cells.every((words) => NUMBER.test(words) || words === EMPTY || words === '–')
  return {
    align: isNumbers ? ('right' as const) : ('left' as const),
    is_wrapped: cells.some((words) => words.length > CHARS_IN_LINE),
  }
}
