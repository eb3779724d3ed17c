import { readOffset, writeOffset } from '../shared/base-time.ts'
import { type Column, indexOfCode, MISSING, type Template } from '../shared/column.ts'
import type { Json, Scalar } from '../shared/json.ts'
import { splitNumber } from '../shared/sequences.ts'
import { takeWord } from './cell.ts'
import { type Cursor, countImplied, refuse } from './cursor.ts'
import { type CellValue, LACKING } from './row-shape.ts'

export function readCode(cursor: Cursor, values: readonly Scalar[]): CellValue {
  const { at } = cursor
  const word = takeWord(cursor)
  if (word === MISSING) return LACKING
  const value = values[indexOfCode(word)]
  return value === undefined ? refuse(cursor, 'syntax', `no code ${JSON.stringify(word)}`, at) : value
}

export function sequenceAt(cursor: Cursor, first: string | number, step: number, row: number): Json {
  const start = splitNumber(first)
  return start?.at(start.number + row * step) ?? refuse(cursor, 'syntax', 'the sequence does not reach this row')
}

const WHOLE = /^-?(?:0|[1-9]\d{0,14})$/

function readWhole(cursor: Cursor): number {
  const { at } = cursor
  const word = takeWord(cursor)
  return WHOLE.test(word) && word !== '-0' ? Number(word) : refuse(cursor, 'syntax', 'expected a whole number', at)
}

/** @param previous The value of the row before; the first row has its value in full. */
export function readDifference(cursor: Cursor, previous: CellValue | undefined): CellValue {
  if (typeof previous === 'number') return previous + readWhole(cursor)
  return previous === undefined ? readFirst(cursor) : readSince(cursor, previous)
}

function readFirst(cursor: Cursor): CellValue {
  if (cursor.text[cursor.at] !== '+') return readWhole(cursor)
  const { at } = cursor
  const offset = takeWord(cursor)
  const value = cursor.base === undefined ? undefined : readOffset(cursor.base, offset)
  return value ?? refuse(cursor, 'syntax', 'expected an offset', at)
}

export function readSince(cursor: Cursor, earlier: CellValue | undefined): CellValue {
  const { at, base } = cursor
  const passed = readWhole(cursor)
  const offset = base === undefined || typeof earlier !== 'string' ? undefined : writeOffset(base, earlier)
  const value = base === undefined || offset === undefined ? undefined : readOffset(base, `+${Number(offset) + passed}`)
  return value ?? refuse(cursor, 'syntax', 'no time to count from', at)
}

/** Which column a column of offsets counts from. */
export function indexOfPath(cursor: Cursor, columns: readonly Column[], path: readonly string[]): number {
  const index = columns.findIndex((column) => JSON.stringify(column.path) === JSON.stringify(path))
  return index < 0 ? refuse(cursor, 'syntax', 'no such column') : index
}

/** The text a code and the words after it stand for. */
export function fillTemplate(cursor: Cursor, text: string, templates: readonly Template[], at: number): string {
  const [code = '', ...words] = text.split(' ')
  const template = templates[indexOfCode(code)]
  if (template === undefined) return refuse(cursor, 'syntax', `no template ${JSON.stringify(code)}`, at)
  const gaps = template.filter((word) => word === undefined).length
  if (gaps !== words.length) refuse(cursor, 'count', `expected ${gaps} words for the template`, at)
  const filling = words.values()
  const filled = template.map((word) => word ?? filling.next().value).join(' ')
  countImplied(cursor, filled.length)
  return filled
}
