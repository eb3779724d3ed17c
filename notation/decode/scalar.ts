import { readOffset } from '../shared/base-time.ts'
import type { Scalar } from '../shared/json.ts'
import { looksNumeric, readNumber, smallCount } from '../shared/numbers.ts'
import { quote } from '../shared/quoting.ts'
import { type Cursor, refuse } from './cursor.ts'

/** What a text without quotation marks stands for. */
export function bareValue(cursor: Cursor, text: string, at: number): Scalar {
  const first = text.charCodeAt(0)
  if (first >= 97 && first <= 122) {
    if (text === 'true') return true
    if (text === 'false') return false
    return text === 'null' ? null : text
  }
  const count = smallCount(text)
  if (count >= 0) return count
  if (first > 57 || first < 43 || !looksNumeric(text)) return text
  return first === 43 || text.endsWith('d') ? timeAt(cursor, text, at) : numberOf(cursor, text, at)
}

function numberOf(cursor: Cursor, text: string, at: number): number {
  return readNumber(text) ?? refuse(cursor, 'not_canonical', `${text} is not how a number is written`, at)
}

export function timeAt(cursor: Cursor, text: string, at: number): string {
  if (cursor.base === undefined) return refuse(cursor, 'syntax', 'an offset, but the document has no @base', at)
  return readOffset(cursor.base, text) ?? refuse(cursor, 'not_canonical', `${text} is not how an offset is written`, at)
}

const QUOTED = /"(?:[^"\\]|\\.)*"/y

/** A JSON string; one that could have stood bare is refused. */
export function readQuoted(cursor: Cursor, isBare: (text: string) => boolean): string {
  const { at, text } = cursor
  QUOTED.lastIndex = at
  if (!QUOTED.test(text)) return refuse(cursor, 'syntax', 'a quotation mark is not closed')
  cursor.at = QUOTED.lastIndex
  const raw = text.slice(at, cursor.at)
  const value = parsed(cursor, raw, at)
  if (quote(value) !== raw) refuse(cursor, 'not_canonical', 'not how this text is quoted', at)
  if (isBare(value)) refuse(cursor, 'not_canonical', 'this text needs no quotation marks', at)
  return value
}

function parsed(cursor: Cursor, raw: string, at: number): string {
  try {
    return JSON.parse(raw) as string
  } catch {
    return refuse(cursor, 'syntax', 'not a JSON string', at)
  }
}
