import type { Column } from '../shared/column.ts'
import { readJoinedCell, readListCell, readOffsetCell, readWordCell, readWordsCell, standsAlone } from './cell.ts'
import { type Cursor, refuse } from './cursor.ts'
import { readRestCell } from './rest-cell.ts'
import { type CellValue, LACKING } from './row-shape.ts'
import { fillTemplate, indexOfPath, readCode, readDifference, readSince } from './wire-cells.ts'

/** Where a cell stands. */
export interface CellPlace {
  readonly columns: readonly Column[]
  readonly index: number
  /** What has been read of this row, and of the one before. */
  readonly values: readonly CellValue[]
  readonly previous: readonly CellValue[]
  /** Cells that follow on this line. */
  readonly after: number
  readonly depth: number
}

export function readCell(cursor: Cursor, place: CellPlace): CellValue {
  const column = place.columns[place.index]
  if (column === undefined) return LACKING
  const { at } = cursor
  const depth = place.depth + column.path.length - 1
  const value = readForm(cursor, column, { ...place, depth })
  if (value === LACKING && (!column.optional || column.otherwise !== undefined))
    refuse(cursor, 'syntax', 'this column is in every row', at)
  return value
}

function readForm(cursor: Cursor, { form }: Column, place: CellPlace): CellValue {
  switch (form.kind) {
    case 'word':
      return readWordCell(cursor, place.depth)
    case 'words':
      return readWordsCell(cursor, form.count, place.depth)
    case 'rest':
      return readRestCell(cursor, place.after, place.depth)
    case 'joined':
      return readJoinedCell(cursor, place.depth)
    case 'offset':
      return readOffsetCell(cursor)
    case 'list':
      return readListCell(cursor, place.depth)
    case 'rows':
      return readCount(cursor, place.depth)
    case 'codes':
      return readCode(cursor, form.values)
    case 'difference':
      return readDifference(cursor, place.previous[place.index])
    case 'since':
      return readSince(cursor, place.values[indexOfPath(cursor, place.columns, form.path)])
    case 'template':
      return readTemplateCell(cursor, form, place)
    case 'constant':
    case 'sequence':
      return LACKING
  }
}

function readCount(cursor: Cursor, depth: number): CellValue {
  const { at } = cursor
  const count = readWordCell(cursor, depth)
  const isCount = count === LACKING || (typeof count === 'number' && Number.isSafeInteger(count) && count >= 0)
  return isCount ? count : refuse(cursor, 'syntax', 'expected a number of rows', at)
}

type TemplateForm = Extract<Column['form'], { readonly kind: 'template' }>

function readTemplateCell(cursor: Cursor, { templates }: TemplateForm, { after, depth }: CellPlace): CellValue {
  const { at } = cursor
  const isText = !standsAlone(cursor)
  if (cursor.text[at] === '"') return readWordCell(cursor, depth, () => false)
  const value = readRestCell(cursor, after, depth)
  return isText && typeof value === 'string' ? fillTemplate(cursor, value, templates, at) : value
}
