import { expect, test } from 'vitest'
import { decode } from '../../notation/decode/decode.ts'
import { encode } from '../../notation/encode/encode.ts'
import { NotationDecodeError } from '../../notation/shared/errors.ts'

function refusal(text: string, limits = {}): unknown {
  try {
    return decode(text, { limits })
  } catch (error) {
    if (!(error instanceof NotationDecodeError)) throw error
    return { code: error.code, line: error.line, column: error.column }
  }
}

test.each([
  ['a row is missing', 'a[3]: x y\n1 2\n3 4', 'count', 4, 1],
  ['a row is too many', '[2]: x y\n1 2\n3 4\n5 6', 'count', 4, 1],
  ['a row has too many cells', 'a[2]: x y\n1 2 3\n3 4', 'syntax', 2, 4],
  ['a key comes twice', 'a: 1\na: 2', 'duplicate_key', 2, 1],
  ['a key comes twice on a line', 'a: b=1 b=2', 'duplicate_key', 1, 8],
  ['a row key comes twice', 'a{2}: x\nk 1\nk 2', 'duplicate_key', 3, 1],
  ['a number has a zero in front', 'a: 007', 'not_canonical', 1, 4],
  ['a number keeps its zero before the point', 'a: 0.5', 'not_canonical', 1, 4],
  ['quotation marks are not needed', 'a: "b"', 'not_canonical', 1, 4],
  ['a quotation mark is not closed', 'a: "b', 'syntax', 1, 4],
  ['an offset has no base', 'a: +5', 'syntax', 1, 4],
  ['a line is too far in', 'a:\n  b: 1', 'syntax', 2, 1],
  ['a line is blank', 'a: 1\n\nb: 2', 'count', 2, 1],
  ['a line ends with a space', 'a: b ', 'not_canonical', 1, 4],
  ['a tab stands in it', 'a:\t1', 'syntax', 1, 3],
  ['lines end as on Windows', 'a: 1\r\nb: 2', 'syntax', 1, 5],
  ['a bracket is not closed', 'a: [b c', 'syntax', 1, 8],
  ['a column is named twice', 'a[2]: x x\n1 2\n3 4', 'duplicate_key', 1, 1],
  ['JSON has a key twice', '{"a":1,"a":2}', 'not_canonical', 1, 1],
  ['JSON is not compact', '{ "a": 1 }', 'not_canonical', 1, 1],
  ['the text is empty', '', 'syntax', 1, 1],
])('it is refused when %s', (_, text, code, line, column) => {
  expect(refusal(text)).toEqual({ code, line, column })
})

test('limits on depth, rows and bytes hold before the work is done', () => {
  expect(refusal('a: [[[[1]]]]', { depth: 3 })).toMatchObject({ code: 'limit' })
  expect(refusal('[[[[1]]]]', { depth: 3 })).toMatchObject({ code: 'limit' })
  expect(refusal('a[900000000]: x y~1=1\n1', { rows: 10 })).toMatchObject({ code: 'limit', line: 2 })
  expect(refusal('a: bcd', { bytes: 5 })).toMatchObject({ code: 'limit' })
})

test('a table without cells cannot ask for more rows than the limit', () => {
  expect(refusal('a[900000000]: x~1=1')).toMatchObject({ code: 'limit' })
})

test('a short text cannot stand for more than the limit of bytes', () => {
  expect(refusal('a[9000]: x=1 y=2 z\n1', { bytes: 50_000 })).toMatchObject({ code: 'limit' })
  const template = `logs[90]: text%<"${'word '.repeat(200)}*">`
  const rows = Array.from({ length: 90 }, () => 'a 1')
  expect(refusal([template, ...rows].join('\n'), { bytes: 50_000 })).toMatchObject({ code: 'limit' })
})

test('what encode writes under a limit, decode reads under the same', () => {
  const limits = { rows: 50, depth: 4, bytes: 4000 }
  const value = { rows: Array.from({ length: 50 }, (_, index) => ({ id: index, service: 'payments', tags: [] })) }
  expect(() => encode(value, { limits })).toThrow('more than')
  const fewer = { rows: value.rows.slice(0, 40).map(({ id, service }) => ({ id, service })) }
  expect(decode(encode(fewer, { limits, profile: 'wire' }), { limits })).toEqual(fewer)
})

test('a text that promises a checksum and has none, or another, is refused', () => {
  const sealed = encode({ service: 'payments', errors: 12 }, { checksum: true })
  expect(decode(sealed)).toEqual({ service: 'payments', errors: 12 })
  expect(refusal(sealed.slice(0, -15))).toMatchObject({ code: 'checksum' })
  expect(refusal(sealed.replace('12', '13'))).toMatchObject({ code: 'checksum' })
})

test('the error says in words where and what', () => {
  expect(() => decode('a: 1\na: 2')).toThrow('line 2, column 1: "a" comes twice')
})
