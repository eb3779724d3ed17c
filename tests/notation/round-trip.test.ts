import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decode } from '../../notation/decode/decode.ts'
import { encode } from '../../notation/encode/encode.ts'
import { hostileValue, uniformTable } from './hostile.ts'

/** The bench does the same a hundred thousand times. */
const RUNS = { numRuns: 500 }

test.each(['prompt', 'wire'] as const)('whatever JSON can say comes back byte for byte from %s', (profile) => {
  fc.assert(
    fc.property(fc.oneof(hostileValue, uniformTable), fc.boolean(), (value, checksum) => {
      expect(JSON.stringify(decode(encode(value, { profile, checksum })))).toBe(JSON.stringify(value))
    }),
    RUNS,
  )
})

test.each(['prompt', 'wire'] as const)('%s is never longer than compact JSON', (profile) => {
  fc.assert(
    fc.property(hostileValue, (value) => {
      expect(encode(value, { profile }).length).toBeLessThanOrEqual(JSON.stringify(value).length)
    }),
    { numRuns: 500 },
  )
})

test.each([
  [null],
  [''],
  [[]],
  [{}],
  [[[], [[]], {}]],
  [{ '': { '': '' } }],
  [{ b: 1, a: 2, 1: 3 }],
  [
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
  ],
  [{ rows: [{ at: '2026-11-21T10:00:00Z' }, { at: '2026-11-21T10:00:00.000Z' }, { at: '2026-11-21' }] }],
])('an edge of JSON comes back: %j', (value) => {
  expect(JSON.stringify(decode(encode(value)))).toBe(JSON.stringify(value))
})

test('a field called __proto__ is a field and nothing more', () => {
  const value = JSON.parse(
    '{"__proto__":{"isAdmin":true},"rows":[{"__proto__":1,"name":"a"},{"__proto__":2,"name":"b"}]}',
  )
  const back = decode(encode(value))
  expect(JSON.stringify(back)).toBe(JSON.stringify(value))
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
})
