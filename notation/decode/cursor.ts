import type { BaseTime } from '../shared/base-time.ts'
import { NotationDecodeError, type RefusalCode } from '../shared/errors.ts'
import type { Limits } from '../shared/limits.ts'

/** A place in a document: a line of it and how far that line has been read. */
export interface Cursor {
  readonly source: string
  /** Where the next line starts; past the end of the source after the last one. */
  next: number
  readonly limits: Limits
  readonly linesBefore: number
  base: BaseTime | undefined
  /** Counts from 0. */
  line: number
  /** The line itself; empty past the end. */
  text: string
  isPastEnd: boolean
  at: number
  rows: number
  /** What was read without standing in the text, in characters of JSON at the least. */
  implied: number
}

export function createCursor(text: string, limits: Limits, linesBefore: number): Cursor {
  const cursor = {
    source: text,
    next: 0,
    limits,
    linesBefore,
    base: undefined,
    line: -1,
    text: '',
    isPastEnd: false,
    at: 0,
    rows: 0,
    implied: 0,
  }
  beginLine(cursor)
  return cursor
}

export function refuse(cursor: Cursor, code: RefusalCode, problem: string, at = cursor.at): never {
  throw new NotationDecodeError(code, problem, cursor.line + cursor.linesBefore + 1, at + 1)
}

export function isAtEnd(cursor: Cursor): boolean {
  return cursor.isPastEnd
}

export function isAtLineEnd(cursor: Cursor): boolean {
  return cursor.at >= cursor.text.length
}

/** Moves to the next line; this one must have been read to its end. */
export function nextLine(cursor: Cursor): void {
  if (!isAtLineEnd(cursor)) refuse(cursor, 'syntax', 'nothing more was expected on this line')
  beginLine(cursor)
}

/** Lines are cut off one at a time: all at once they would fill the memory of a large document twice. */
function beginLine(cursor: Cursor): void {
  const { source, next } = cursor
  const end = source.indexOf('\n', next)
  cursor.isPastEnd = next > source.length
  cursor.text = source.slice(next, end < 0 ? source.length : end)
  cursor.next = end < 0 ? source.length + 1 : end + 1
  cursor.line += 1
  cursor.at = 0
}

/** Whether the line has exactly these spaces before its text. */
export function isIndentedBy(cursor: Cursor, indent: number): boolean {
  const { text } = cursor
  for (let index = 0; index < indent; index += 1) if (text.charCodeAt(index) !== 32) return false
  return text.length > indent && text.charCodeAt(indent) !== 32
}

/** Reads past a text that must stand here. */
export function expect(cursor: Cursor, wanted: string): void {
  if (!cursor.text.startsWith(wanted, cursor.at)) refuse(cursor, 'syntax', `expected ${JSON.stringify(wanted)}`)
  cursor.at += wanted.length
}

export function take(cursor: Cursor, wanted: string): boolean {
  if (!cursor.text.startsWith(wanted, cursor.at)) return false
  cursor.at += wanted.length
  return true
}

/** What a pattern with the flag `y` finds here. */
export function takeMatch(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = cursor.at
  const match = pattern.exec(cursor.text) ?? undefined
  if (match !== undefined) cursor.at = pattern.lastIndex
  return match
}

/** Notes rows that are about to be read. */
export function countRows(cursor: Cursor, count: number): void {
  cursor.rows += count
  if (cursor.rows > cursor.limits.rows) refuse(cursor, 'limit', `more than ${cursor.limits.rows} rows`)
}

/** Notes what the text stands for but does not hold: a short one must not fill the memory. */
export function countImplied(cursor: Cursor, characters: number): void {
  cursor.implied += characters
  if (cursor.implied > cursor.limits.bytes) refuse(cursor, 'limit', `more than ${cursor.limits.bytes} bytes of JSON`)
}

export function checkDepth(cursor: Cursor, depth: number): void {
  if (depth > cursor.limits.depth) refuse(cursor, 'limit', `nested deeper than ${cursor.limits.depth}`)
}
