import { type Column, type ColumnForm, MOST_CODES, type Template } from '../shared/column.ts'
import type { Scalar } from '../shared/json.ts'
import { type Cursor, checkDepth, expect, isAtLineEnd, refuse, take, takeMatch } from './cursor.ts'
import { readFlowScalar } from './flow.ts'
import { readPath } from './key.ts'
import { readQuoted } from './scalar.ts'

/** The columns a header names, up to the end of the line or a bracket. */
export function readColumns(cursor: Cursor, depth: number): readonly Column[] {
  checkDepth(cursor, depth)
  const columns: Column[] = []
  do columns.push(readColumn(cursor, depth))
  while (take(cursor, ' '))
  return columns
}

function readColumn(cursor: Cursor, depth: number): Column {
  const path = readPath(cursor)
  checkDepth(cursor, depth + path.length - 1)
  const optional = take(cursor, '?')
  if (optional && take(cursor, '='))
    return { path, optional, otherwise: readFlowScalar(cursor), form: { kind: 'word' } }
  return { path, optional, form: readForm(cursor, optional, depth + path.length - 1) }
}

function readForm(cursor: Cursor, optional: boolean, depth: number): ColumnForm {
  switch (cursor.text[cursor.at]) {
    case undefined:
    case ' ':
    case ']':
      return { kind: 'word' }
    case '/':
      return readWordCount(cursor)
    case '*':
      expect(cursor, '*')
      return { kind: 'rest' }
    case '_':
      expect(cursor, '_')
      return { kind: 'joined' }
    case '+':
      expect(cursor, '+')
      return { kind: 'offset' }
    case '[':
      return readBracketForm(cursor, depth)
    case '<':
      return { kind: 'codes', values: readCodes(cursor) }
    case '%':
      return { kind: 'template', templates: readTemplates(cursor) }
    default:
      return optional ? refuse(cursor, 'syntax', 'no such column') : readCountedForm(cursor)
  }
}

function readCountedForm(cursor: Cursor): ColumnForm {
  if (take(cursor, '=')) return { kind: 'constant', value: readFlowScalar(cursor) }
  if (take(cursor, '~')) return readSequence(cursor)
  if (!take(cursor, '^')) return refuse(cursor, 'syntax', 'no such column')
  const isAlone = isAtLineEnd(cursor) || cursor.text[cursor.at] === ' ' || cursor.text[cursor.at] === ']'
  return isAlone ? { kind: 'difference' } : { kind: 'since', path: readPath(cursor) }
}

function readWordCount(cursor: Cursor): ColumnForm {
  const [, count] = takeMatch(cursor, /\/([2-9])/y) ?? refuse(cursor, 'syntax', 'expected a number of words')
  return { kind: 'words', count: Number(count) }
}

function readBracketForm(cursor: Cursor, depth: number): ColumnForm {
  expect(cursor, '[')
  if (take(cursor, ']')) return { kind: 'list' }
  const columns = readColumns(cursor, depth + 2)
  expect(cursor, ']')
  return { kind: 'rows', columns }
}

function readCodes(cursor: Cursor): readonly Scalar[] {
  const values: Scalar[] = []
  expect(cursor, '<')
  do values.push(readFlowScalar(cursor))
  while (take(cursor, ' '))
  expect(cursor, '>')
  if (values.length > MOST_CODES) refuse(cursor, 'syntax', `more than ${MOST_CODES} codes`)
  return values
}

/** `~1=first`, or two columns of times: `~from~to`, in milliseconds `~~from~to`. */
function readSequence(cursor: Cursor): ColumnForm {
  const [, step] = takeMatch(cursor, /(-?[1-9]\d{0,15})=/y) ?? []
  if (step === undefined) return readElapsed(cursor)
  const first = readFlowScalar(cursor)
  if (first === null || typeof first === 'boolean') return refuse(cursor, 'syntax', 'nothing to count from')
  return { kind: 'sequence', first, step: Number(step) }
}

function readElapsed(cursor: Cursor): ColumnForm {
  const unit = take(cursor, '~') ? 'millisecond' : 'second'
  const from = readPath(cursor)
  expect(cursor, '~')
  return { kind: 'elapsed', from, to: readPath(cursor), unit }
}

function readTemplates(cursor: Cursor): readonly Template[] {
  const templates: Template[] = []
  expect(cursor, '%<')
  do
    templates.push(
      readQuoted(cursor, () => false)
        .split(' ')
        .map((word) => (word === '*' ? undefined : word)),
    )
  while (take(cursor, ' '))
  expect(cursor, '>')
  return templates
}
