import type { Column, Template } from '../shared/column.ts'
import { readJoinedCell, readListCell, readOffsetCell, readWordCell, readWordsCell, standsAlone } from './cell.ts'
import { type Cursor, refuse } from './cursor.ts'
import { readRestCell } from './rest-cell.ts'
import { type CellValue, LACKING } from './row-shape.ts'
import { fillTemplate, indexOfPath, readCode, readDifference, readSince } from './wire-cells.ts'

/** The values of a row so far, and of the row before. */
export interface RowValues {
  readonly values: readonly CellValue[]
  readonly previous: readonly CellValue[]
}

/** Reads one cell of a column. */
export type CellReader = (cursor: Cursor, row: RowValues, depth: number) => CellValue

/** @param after How many cells follow on the line. */
export function readerOf(cursor: Cursor, columns: readonly Column[], index: number, after: number): CellReader {
  const column = columns[index]
  if (column === undefined) return () => LACKING
  const read = readerOfForm(cursor, columns, index, column, after)
  const nested = column.path.length - 1
  const mayLack = column.optional && column.otherwise === undefined
  return (cursor, row, depth) => {
    const { at } = cursor
    const value = read(cursor, row, depth + nested)
    return value === LACKING && !mayLack ? refuse(cursor, 'syntax', 'this column is in every row', at) : value
  }
}

function readerOfForm(
  cursor: Cursor,
  columns: readonly Column[],
  index: number,
  { form }: Column,
  after: number,
): CellReader {
  switch (form.kind) {
    case 'word':
      return (cursor, _, depth) => readWordCell(cursor, depth)
    case 'words':
      return (cursor, _, depth) => readWordsCell(cursor, form.count, depth)
    case 'rest':
      return (cursor, _, depth) => readRestCell(cursor, after, depth)
    case 'joined':
      return (cursor, _, depth) => readJoinedCell(cursor, depth)
    case 'offset':
      return readOffsetCell
    case 'list':
      return (cursor, _, depth) => readListCell(cursor, depth)
    case 'rows':
      return (cursor, _, depth) => readCount(cursor, depth)
    case 'codes':
      return (cursor) => readCode(cursor, form.values)
    case 'difference':
      return (cursor, { previous }) => readDifference(cursor, previous[index])
    case 'since': {
      const earlier = indexOfPath(cursor, columns, form.path)
      return (cursor, { values }) => readSince(cursor, values[earlier])
    }
    case 'template':
      return (cursor, _, depth) => readTemplateCell(cursor, form.templates, after, depth)
    case 'constant':
    case 'sequence':
    case 'elapsed':
      return () => LACKING
  }
}

function readCount(cursor: Cursor, depth: number): CellValue {
  const { at } = cursor
  const count = readWordCell(cursor, depth)
  const isCount = count === LACKING || (typeof count === 'number' && Number.isSafeInteger(count) && count >= 0)
  return isCount ? count : refuse(cursor, 'syntax', 'expected a number of rows', at)
}

function readTemplateCell(cursor: Cursor, templates: readonly Template[], after: number, depth: number): CellValue {
  const { at } = cursor
  const isText = !standsAlone(cursor)
  if (cursor.text[at] === '"') return readWordCell(cursor, depth, () => false)
  const value = readRestCell(cursor, after, depth)
  return isText && typeof value === 'string' ? fillTemplate(cursor, value, templates, at) : value
}
