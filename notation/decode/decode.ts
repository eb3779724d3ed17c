import { unseal } from '../shared/checksum.ts'
import { NotationDecodeError } from '../shared/errors.ts'
import { readInstant } from '../shared/instants.ts'
import type { Json } from '../shared/json.ts'
import { DEFAULT_LIMITS, type Limits } from '../shared/limits.ts'
import { findHidden } from '../shared/quoting.ts'
import { type Cursor, createCursor, isAtEnd, nextLine, refuse, take } from './cursor.ts'
import { isJsonDocument, readJsonDocument } from './json-document.ts'
import { readArrayBody, readFieldsAndBlock, readKeyedBody } from './lines.ts'

export interface DecodeOptions {
  readonly limits?: Partial<Limits>
}

/**
 * Reads what `encode` wrote: either profile, or compact JSON, with a checksum or without.
 * @throws {NotationDecodeError} for anything else, naming line and column.
 */
export function decode(text: string, options: DecodeOptions = {}): Json {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  if (Buffer.byteLength(text) > limits.bytes)
    throw new NotationDecodeError('limit', `more than ${limits.bytes} bytes`, 1, 1)
  const { text: body, linesBefore } = unseal(text)
  if (isJsonDocument(body)) return readJsonDocument(body, limits, linesBefore + 1)
  return readDocument(createCursor(body, limits, linesBefore), body)
}

function readDocument(cursor: Cursor, body: string): Json {
  refuseHidden(cursor, body)
  if (take(cursor, '@base ')) readBase(cursor)
  const value = readRoot(cursor)
  if (!isAtEnd(cursor)) refuse(cursor, 'count', 'more lines than were announced')
  return value
}

function readRoot(cursor: Cursor): Json {
  if (cursor.text.startsWith('[')) return readArrayBody(cursor, 0, 0)
  return cursor.text.startsWith('{') ? readKeyedBody(cursor, 0, 0) : readFieldsAndBlock(cursor)
}

function readBase(cursor: Cursor): void {
  const base = readInstant(cursor.text.slice(cursor.at))
  if (base === undefined) refuse(cursor, 'syntax', 'expected a time')
  cursor.base = base
  cursor.at = cursor.text.length
  nextLine(cursor)
}

function refuseHidden(cursor: Cursor, body: string): void {
  const at = findHidden(body)
  if (at < 0) return
  const before = body.slice(0, at).split('\n')
  cursor.line = before.length - 1
  refuse(cursor, 'syntax', 'a control or format character outside quotation marks', before.at(-1)?.length ?? 0)
}
