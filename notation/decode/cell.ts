import { MISSING } from '../shared/column.ts'
import type { Json } from '../shared/json.ts'
import { beginsLikeStructure, isBareJoined, isBarePhrase, isBareWord, looksLikeScalar } from '../shared/quoting.ts'
import { type Cursor, refuse } from './cursor.ts'
import { readFlow, readFlowScalar } from './flow.ts'
import { type CellValue, LACKING } from './row-shape.ts'
import { bareValue, readQuoted, timeAt } from './scalar.ts'

type Bare = (text: string) => boolean

/** A cell of one piece. */
export function readWordCell(cursor: Cursor, depth: number, isBare: Bare = isBareWord): CellValue {
  const { at, text } = cursor
  const first = text.charCodeAt(at)
  if (first === 34) return readQuoted(cursor, isBare)
  if (first === 91 || first === 123) return readFlow(cursor, depth)
  const word = takeWord(cursor)
  return word === MISSING ? LACKING : bareValue(cursor, word, at)
}

/** Up to the next space. */
export function takeWord(cursor: Cursor): string {
  const { at, text } = cursor
  const space = text.indexOf(' ', at)
  const end = space < 0 ? text.length : space
  if (end === at) refuse(cursor, 'syntax', 'a cell is missing')
  cursor.at = end
  return text.slice(at, end)
}

/** A cell whose bare text has a number of words. */
export function readWordsCell(cursor: Cursor, count: number, depth: number): CellValue {
  const isBare: Bare = (text) => isBarePhrase(text) && text.split(' ').length === count
  return standsAlone(cursor) ? readWordCell(cursor, depth, isBare) : takePhrase(cursor, count)
}

/** Whether something other than bare text starts here. */
export function standsAlone(cursor: Cursor): boolean {
  const { at, text } = cursor
  const first = text.charCodeAt(at)
  if (first === 34 || first === 91 || first === 123) return true
  const space = text.indexOf(' ', at)
  return looksLikeScalar(text.slice(at, space < 0 ? text.length : space))
}

export function takePhrase(cursor: Cursor, count: number): string {
  const { at } = cursor
  takeWord(cursor)
  for (let word = 1; word < count; word += 1) {
    cursor.at += 1
    const begins = cursor.at
    if (beginsLikeStructure(takeWord(cursor)))
      refuse(cursor, 'not_canonical', 'this text needs quotation marks', begins)
  }
  return cursor.text.slice(at, cursor.at)
}

/** A text with underscores for its spaces, or anything else of one piece. */
export function readJoinedCell(cursor: Cursor, depth: number): CellValue {
  const isBareText = !standsAlone(cursor)
  const value = readWordCell(cursor, depth, isBareJoined)
  return isBareText && typeof value === 'string' ? value.replaceAll('_', ' ') : value
}

/** An offset from the base time without its sign. */
export function readOffsetCell(cursor: Cursor): string {
  const { at } = cursor
  return timeAt(cursor, `+${takeWord(cursor)}`, at)
}

/** `a,b,c`, or a list in brackets. */
export function readListCell(cursor: Cursor, depth: number): CellValue {
  const { at, text } = cursor
  if (text[at] === '[') return readFlow(cursor, depth)
  const space = text.indexOf(' ', at)
  const end = space < 0 ? text.length : space
  if (text.slice(at, end) === MISSING) {
    cursor.at = end
    return LACKING
  }
  const items: Json[] = [readFlowScalar(cursor)]
  while (text[cursor.at] === ',') {
    cursor.at += 1
    items.push(readFlowScalar(cursor))
  }
  return items
}
