import { MISSING } from '../shared/column.ts'
import { isBarePhrase } from '../shared/quoting.ts'
import { readWordCell, standsAlone, takePhrase, takeWord } from './cell.ts'
import { type Cursor, refuse, takeMatch } from './cursor.ts'
import { readLineCell } from './line-value.ts'
import { type CellValue, LACKING } from './row-shape.ts'

/** The cell that has the words the others leave. */
export function readRestCell(cursor: Cursor, after: number, depth: number): CellValue {
  if (after > 0)
    return standsAlone(cursor)
      ? readWordCell(cursor, depth, isBarePhrase)
      : takePhrase(cursor, wordsLeft(cursor) - after)
  if (cursor.text.slice(cursor.at) !== MISSING) return readLineCell(cursor, depth)
  cursor.at = cursor.text.length
  return LACKING
}

/** Words, quoted texts and brackets from here to the end of the line. */
function wordsLeft(cursor: Cursor): number {
  const { at, text } = cursor
  let count = 0
  while (cursor.at < text.length) {
    skipPiece(cursor)
    count += 1
    if (cursor.at < text.length && text[cursor.at] !== ' ') refuse(cursor, 'syntax', 'expected a space')
    cursor.at += 1
  }
  cursor.at = at
  return count
}

function skipPiece(cursor: Cursor): void {
  const { at, text } = cursor
  if (text[at] === '"') skipQuoted(cursor)
  else if (text[at] === '[' || text[at] === '{') skipBrackets(cursor)
  else takeWord(cursor)
}

const QUOTED = /"(?:[^"\\]|\\.)*"/y

function skipQuoted(cursor: Cursor): void {
  if (takeMatch(cursor, QUOTED) === undefined) refuse(cursor, 'syntax', 'a quotation mark is not closed')
}

function skipBrackets(cursor: Cursor): void {
  let open = 0
  do {
    const next = cursor.text[cursor.at]
    if (next === undefined) refuse(cursor, 'syntax', 'a bracket is not closed')
    if (next === '"') {
      skipQuoted(cursor)
      continue
    }
    if (next === '[' || next === '{') open += 1
    if (next === ']' || next === '}') open -= 1
    cursor.at += 1
  } while (open > 0)
}
