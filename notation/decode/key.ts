import { isBareKey } from '../shared/quoting.ts'
import { type Cursor, refuse, take, takeMatch } from './cursor.ts'
import { readQuoted } from './scalar.ts'

/** The last underscore is not part of it but a mark. */
const BARE = /[\p{L}\p{N}_$](?:[\p{L}\p{N}_$-]*[\p{L}\p{N}$-])?/uy

export function readKey(cursor: Cursor): string {
  if (cursor.text[cursor.at] === '"') return readQuoted(cursor, isBareKey)
  return takeMatch(cursor, BARE)?.[0] ?? refuse(cursor, 'syntax', 'a key is missing')
}

/** Keys with dots between them. */
export function readPath(cursor: Cursor): readonly string[] {
  const path = [readKey(cursor)]
  while (take(cursor, '.')) path.push(readKey(cursor))
  return path
}
