import { type Json, type Scalar, setField } from '../shared/json.ts'
import { isBareFlowWord, looksLikeField } from '../shared/quoting.ts'
import { type Cursor, checkDepth, expect, isAtLineEnd, refuse, take, takeMatch } from './cursor.ts'
import { readKey } from './key.ts'
import { bareValue, readQuoted } from './scalar.ts'

const WORD = /[^[\]{}<>=,"\s]+/y

/** A value in one piece: a word, a quoted text, or something in brackets. */
export function readFlow(cursor: Cursor, depth: number): Json {
  if (cursor.text[cursor.at] === '[') return readFlowList(cursor, depth + 1)
  if (cursor.text[cursor.at] === '{') return readFlowObject(cursor, depth + 1)
  return readFlowScalar(cursor)
}

export function readFlowScalar(cursor: Cursor): Scalar {
  const { at } = cursor
  if (cursor.text[at] === '"') return readQuoted(cursor, isBareFlowWord)
  const word = takeMatch(cursor, WORD)?.[0] ?? refuse(cursor, 'syntax', 'a value is missing')
  return word === '-' ? refuse(cursor, 'not_canonical', 'a dash is quoted', at) : bareValue(cursor, word, at)
}

function readFlowList(cursor: Cursor, depth: number): readonly Json[] {
  checkDepth(cursor, depth)
  expect(cursor, '[')
  const items: Json[] = []
  if (take(cursor, ']')) return items
  do items.push(readFlow(cursor, depth))
  while (take(cursor, ' '))
  expect(cursor, ']')
  return items
}

function readFlowObject(cursor: Cursor, depth: number): Json {
  checkDepth(cursor, depth)
  expect(cursor, '{')
  if (take(cursor, '}')) return {}
  const object = readFields(cursor, depth)
  expect(cursor, '}')
  return object
}

/** Fields without brackets around them. */
export function readOpenFields(cursor: Cursor, depth: number): Record<string, Json> {
  checkDepth(cursor, depth)
  return readFields(cursor, depth)
}

/** `min=2 max=20` */
function readFields(cursor: Cursor, depth: number): Record<string, Json> {
  const object: Record<string, Json> = {}
  do {
    const { at } = cursor
    const key = readKey(cursor)
    if (Object.hasOwn(object, key)) refuse(cursor, 'duplicate_key', `${JSON.stringify(key)} comes twice`, at)
    expect(cursor, '=')
    setField(object, key, readFlow(cursor, depth))
  } while (take(cursor, ' '))
  return object
}

const QUOTED_FIELD = /"(?:[^"\\]|\\.)*"=/y

/** Whether an object without brackets starts here. */
export function beginsFields(cursor: Cursor): boolean {
  if (isAtLineEnd(cursor)) return false
  QUOTED_FIELD.lastIndex = cursor.at
  return cursor.text[cursor.at] === '"' ? QUOTED_FIELD.test(cursor.text) : looksLikeField(cursor.text.slice(cursor.at))
}
