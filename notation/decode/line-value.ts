import type { Json } from '../shared/json.ts'
import { isBareLine } from '../shared/quoting.ts'
import { type Cursor, isAtLineEnd, refuse } from './cursor.ts'
import { readFlow } from './flow.ts'
import { bareValue, readQuoted } from './scalar.ts'

/** The value that fills the rest of a line. */
export function readLineCell(cursor: Cursor, depth: number): Json {
  const { at, text } = cursor
  if (isAtLineEnd(cursor)) refuse(cursor, 'syntax', 'a value is missing')
  const first = text[at]
  if (first === '"') return readQuoted(cursor, isBareLine)
  if (first === '[' || first === '{') return readFlow(cursor, depth)
  const rest = text.slice(at)
  if (first === ' ' || rest.endsWith(' ')) refuse(cursor, 'not_canonical', 'space at the edge of a value')
  if (rest === '-') refuse(cursor, 'not_canonical', 'a dash is quoted')
  cursor.at = text.length
  return bareValue(cursor, rest, at)
}
