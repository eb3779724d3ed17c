import type { Column, ColumnForm } from '../shared/column.ts'
import type { Json } from '../shared/json.ts'
import { isBareRowKey } from '../shared/quoting.ts'
import { takeWord } from './cell.ts'
import { type CellReader, readerOf } from './cells.ts'
import { type Cursor, countImplied, countRows, isAtEnd, isAtLineEnd, isIndentedBy, nextLine, refuse } from './cursor.ts'
import { type ElapsedColumn, elapsedColumns, elapsedIn } from './elapsed.ts'
import { assemble, type CellValue, LACKING, type RowShape, shapeOf } from './row-shape.ts'
import { readQuoted } from './scalar.ts'
import { sequenceAt } from './wire-cells.ts'

/** What is known of a table before its rows. */
export interface Table {
  readonly columns: readonly Column[]
  readonly shape: RowShape
  /** The columns that have cells. */
  readonly open: readonly OpenColumn[]
  /** What each column has in a row without a cell. */
  readonly elided: readonly ((cursor: Cursor, row: number) => CellValue)[]
  /** What is reckoned from other columns once they are read. */
  readonly elapsed: readonly ElapsedColumn[]
  /** The tables whose rows follow each row of this one. */
  readonly below: ReadonlyMap<Column, Table>
  /** The rows started so far, under all parents, and the values of the last two. */
  readonly progress: { row: number; values: CellValue[]; previous: CellValue[] }
}

interface OpenColumn {
  readonly index: number
  readonly read: CellReader
}
const NO_CELL: OpenColumn = { index: 0, read: () => LACKING }

/** A field without a cell has at least so many characters in JSON: `"":1`. */
const LEAST_FIELD = 4

/** Forms whose columns have no cells. */
const ELIDED: ReadonlySet<string> = new Set(['constant', 'sequence', 'elapsed'] satisfies readonly ColumnForm['kind'][])

export function tableOf(cursor: Cursor, columns: readonly Column[]): Table {
  const indexes = columns.flatMap(({ form }, index) => (ELIDED.has(form.kind) ? [] : [index]))
  const open = indexes.map((index, cell) => ({
    index,
    read: readerOf(cursor, columns, index, indexes.length - cell - 1),
  }))
  const below = new Map<Column, Table>()
  for (const column of columns) if (column.form.kind === 'rows') below.set(column, tableOf(cursor, column.form.columns))
  const progress = { row: 0, values: [], previous: [] }
  const elapsed = elapsedColumns(cursor, columns)
  return { columns, shape: shapeOf(cursor, columns), open, elided: columns.map(elidedBy), elapsed, below, progress }
}

/** What a column says of a row without a cell. */
function elidedBy({ form, otherwise }: Column): (cursor: Cursor, row: number) => CellValue {
  switch (form.kind) {
    case 'constant':
      return () => form.value
    case 'sequence':
      return (cursor, row) => sequenceAt(cursor, form.first, form.step, row)
    default:
      return () => (otherwise === undefined ? LACKING : otherwise)
  }
}

/** Exactly as many rows as were announced. */
export function readRows(cursor: Cursor, table: Table, count: number, indent: number, depth: number): readonly Json[] {
  countRows(cursor, count)
  countImplied(cursor, count * (table.columns.length - table.open.length) * LEAST_FIELD)
  const inset = insetOf(cursor, table, indent)
  const rows: Json[] = []
  for (let row = 0; row < count; row += 1) {
    if (table.open.length > 0) beginRow(cursor, inset, count)
    const values = completeValues(cursor, table, depth + 1)
    if (table.open.length > 0) nextLine(cursor)
    rows.push(rowOf(cursor, table, values, inset, depth))
  }
  return rows
}

export function readKeyedRows(
  cursor: Cursor,
  table: Table,
  count: number,
  indent: number,
  depth: number,
): ReadonlyMap<string, Json> {
  countRows(cursor, count)
  countImplied(cursor, count * (table.columns.length - table.open.length) * LEAST_FIELD)
  const inset = insetOf(cursor, table, indent)
  const rows = new Map<string, Json>()
  for (let row = 0; row < count; row += 1) {
    beginRow(cursor, inset, count)
    const key = readRowKey(cursor)
    if (rows.has(key)) refuse(cursor, 'duplicate_key', `${JSON.stringify(key)} comes twice`, inset)
    if (!isAtLineEnd(cursor)) passSpace(cursor)
    const values = completeValues(cursor, table, depth + 1)
    nextLine(cursor)
    rows.set(key, rowOf(cursor, table, values, inset, depth))
  }
  return rows
}

/** Rows that begin with a word may stand one space in: to a model that is one token, not two. */
function insetOf(cursor: Cursor, table: Table, indent: number): number {
  return table.below.size === 0 && isIndentedBy(cursor, indent + 1) ? indent + 1 : indent
}

function beginRow(cursor: Cursor, indent: number, count: number): void {
  if (isAtEnd(cursor)) refuse(cursor, 'count', `fewer than the ${count} rows announced`)
  if (!isIndentedBy(cursor, indent)) refuse(cursor, 'syntax', `expected a row after ${indent} spaces`)
  cursor.at = indent
}

function readRowKey(cursor: Cursor): string {
  return cursor.text[cursor.at] === '"' ? readQuoted(cursor, isBareRowKey) : takeWord(cursor)
}

function readValues(cursor: Cursor, { elided, open, progress }: Table, depth: number): CellValue[] {
  // Two rows take turns, so that a large table leaves no garbage.
  const { row, previous: values, values: previous } = progress
  progress.values = values
  progress.previous = previous
  progress.row += 1
  for (let index = 0; index < elided.length; index += 1) values[index] = elided[index]?.(cursor, row) ?? null
  const { length } = open
  for (let cell = 0; cell < length; cell += 1) {
    if (isAtLineEnd(cursor)) break
    if (cell > 0) passSpace(cursor)
    const { index, read } = open[cell] ?? NO_CELL
    values[index] = read(cursor, progress, depth)
  }
  return values
}

/** What a row says of itself, and what is reckoned from that. */
function completeValues(cursor: Cursor, table: Table, depth: number): CellValue[] {
  const values = readValues(cursor, table, depth)
  for (const column of table.elapsed) values[column.index] = elapsedIn(cursor, column, values)
  return values
}

function passSpace(cursor: Cursor): void {
  if (cursor.text.charCodeAt(cursor.at) !== 32) refuse(cursor, 'syntax', 'expected a space')
  cursor.at += 1
}

/** The object of a row, once the rows its cells count have been read. */
function rowOf(cursor: Cursor, table: Table, values: readonly CellValue[], indent: number, depth: number): Json {
  const complete =
    table.below.size === 0
      ? values
      : table.columns.map((column, index) => {
          const below = table.below.get(column)
          const count = values[index]
          return below !== undefined && typeof count === 'number'
            ? readRows(cursor, below, count, indent + 1, depth + 2)
            : count === undefined
              ? LACKING
              : count
        })
  return assemble(table.shape.fields, complete) ?? refuse(cursor, 'syntax', 'an empty row')
}
