import { type Json, setField } from '../shared/json.ts'
import {
  type Cursor,
  checkDepth,
  countRows,
  expect,
  isAtEnd,
  isAtLineEnd,
  isIndentedBy,
  nextLine,
  refuse,
  takeMatch,
} from './cursor.ts'
import { beginsFields, readOpenFields } from './flow.ts'
import { readColumns } from './header.ts'
import { readPath } from './key.ts'
import { readLineCell } from './line-value.ts'

import { readKeyedRows, readRows, tableOf } from './rows.ts'

const ARRAY = /\[([1-9]\d{0,8})\]: /y
const KEYED = /\{([1-9]\d{0,8})\}: /y

/** The fields of a document; the first may stand together on the first line. */
export function readFieldsAndBlock(cursor: Cursor): Json {
  if (!beginsFields(cursor)) return readBlock(cursor, 0, 1)
  const fields = readOpenFields(cursor, 1)
  nextLine(cursor)
  return isAtEnd(cursor) ? fields : readEntries(cursor, fields, 0, 1)
}

/** Lines of `key: value`, all as far in. */
function readBlock(cursor: Cursor, indent: number, depth: number): Json {
  checkDepth(cursor, depth)
  return readEntries(cursor, {}, indent, depth)
}

function readEntries(cursor: Cursor, object: Record<string, Json>, indent: number, depth: number): Json {
  do readEntry(cursor, object, indent, depth)
  while (!isAtEnd(cursor) && isIndentedBy(cursor, indent))
  return object
}

function readEntry(cursor: Cursor, object: Record<string, Json>, indent: number, depth: number): void {
  if (isAtEnd(cursor) || !isIndentedBy(cursor, indent))
    refuse(cursor, 'syntax', `expected a key after ${indent} spaces`)
  cursor.at = indent
  const [first = '', ...others] = readPath(cursor)
  if (Object.hasOwn(object, first)) refuse(cursor, 'duplicate_key', `${JSON.stringify(first)} comes twice`, indent)
  const value = readBody(cursor, indent, depth + others.length)
  setField(
    object,
    first,
    others.reduceRight((inner: Json, key) => wrap(key, inner), value),
  )
}

function wrap(key: string, value: Json): Json {
  const object: Record<string, Json> = {}
  setField(object, key, value)
  return object
}

/** What follows a key. */
function readBody(cursor: Cursor, indent: number, depth: number): Json {
  checkDepth(cursor, depth)
  if (cursor.text[cursor.at] === '[') return readArrayBody(cursor, indent, depth)
  if (cursor.text[cursor.at] === '{') return readKeyedBody(cursor, indent, depth)
  expect(cursor, ':')
  if (isAtLineEnd(cursor)) {
    nextLine(cursor)
    return readBlock(cursor, indent + 1, depth + 1)
  }
  expect(cursor, ' ')
  return readLineAndBelow(cursor, indent, depth)
}

/** A value on the line; an object may continue on the lines below. */
function readLineAndBelow(cursor: Cursor, indent: number, depth: number): Json {
  const fields = beginsFields(cursor) ? readOpenFields(cursor, depth + 1) : undefined
  const value = fields ?? readLineCell(cursor, depth)
  nextLine(cursor)
  const goesOn = fields !== undefined && isIndentedBy(cursor, indent + 1)
  return goesOn ? readEntries(cursor, fields, indent + 1, depth + 1) : value
}

/** An item behind a dash. */
function readItem(cursor: Cursor, indent: number, depth: number): Json {
  cursor.at = indent
  expect(cursor, '-')
  if (isAtLineEnd(cursor)) {
    nextLine(cursor)
    return readBlock(cursor, indent + 1, depth + 1)
  }
  expect(cursor, ' ')
  if (/^\[\d+\]:/.test(cursor.text.slice(cursor.at))) return readArrayBody(cursor, indent, depth)
  return readLineAndBelow(cursor, indent, depth)
}

/** `[3]: columns` and rows, `[3]: *` and texts, or `[3]: -` and items. */
export function readArrayBody(cursor: Cursor, indent: number, depth: number): Json {
  checkDepth(cursor, depth + 1)
  const count = readCount(cursor, ARRAY)
  const kind = cursor.text.slice(cursor.at)
  if (kind === '*' || kind === '-') {
    cursor.at = cursor.text.length
    nextLine(cursor)
    return kind === '*' ? readTexts(cursor, count, indent, depth + 1) : readItems(cursor, count, indent, depth + 1)
  }
  const table = tableOf(cursor, readColumns(cursor, depth + 2))
  nextLine(cursor)
  return readRows(cursor, table, count, indent, depth + 1)
}

/** `{3}: columns` and rows that begin with a key. */
export function readKeyedBody(cursor: Cursor, indent: number, depth: number): Json {
  checkDepth(cursor, depth + 1)
  const count = readCount(cursor, KEYED)
  const table = tableOf(cursor, readColumns(cursor, depth + 2))
  nextLine(cursor)
  const object: Record<string, Json> = {}
  for (const [key, row] of readKeyedRows(cursor, table, count, indent, depth + 1)) setField(object, key, row)
  return object
}

function readCount(cursor: Cursor, pattern: RegExp): number {
  const [, count] = takeMatch(cursor, pattern) ?? refuse(cursor, 'syntax', 'expected a count and what it counts')
  return Number(count)
}

function readTexts(cursor: Cursor, count: number, indent: number, depth: number): readonly Json[] {
  return readLines(cursor, count, indent, () => {
    cursor.at = indent
    const value = readLineCell(cursor, depth)
    nextLine(cursor)
    return value
  })
}

function readItems(cursor: Cursor, count: number, indent: number, depth: number): readonly Json[] {
  return readLines(cursor, count, indent, () => readItem(cursor, indent, depth))
}

function readLines(cursor: Cursor, count: number, indent: number, read: () => Json): readonly Json[] {
  countRows(cursor, count)
  const items: Json[] = []
  while (items.length < count) {
    if (isAtEnd(cursor)) refuse(cursor, 'count', `fewer than the ${count} items announced`)
    if (!isIndentedBy(cursor, indent)) refuse(cursor, 'syntax', `expected an item after ${indent} spaces`)
    items.push(read())
  }
  return items
}
