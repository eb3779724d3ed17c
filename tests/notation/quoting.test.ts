import { expect, test } from 'vitest'
import { isBareFlowWord, isBareLine, isBarePhrase, isBareWord, quote } from '../../notation/shared/quoting.ts'

test.each([
  ['a\nrole: admin', String.raw`"a\nrole: admin"`],
  ['true', '"true"'],
  ['12', '"12"'],
  ['1e5', '"1e5"'],
  ['+5', '"+5"'],
  ['-', '"-"'],
  [' a', '" a"'],
  ['[a', '"[a"'],
  ['"a', String.raw`"\"a"`],
  ['@sum 12345678', '"@sum 12345678"'],
  ['a\u200bb', String.raw`"a\u200bb"`],
  ['a\u2028b', String.raw`"a\u2028b"`],
  ['a\u{e0041}b', String.raw`"a\udb40\udc41b"`],
  ['x=1', '"x=1"'],
])('%j could be read as structure, so it is written %s', (text, written) => {
  expect(isBareLine(text)).toBe(false)
  expect(quote(text)).toBe(written)
})

test.each(['v1.2.3', 'say "hi"', '12 apples', '@ana please', 'https://x.example/?a=b', 'été 漢字', '3fa9c1e', 'a: b'])(
  '%j stands bare at the end of a line',
  (text) => {
    expect(isBareLine(text)).toBe(true)
  },
)

test('between brackets and other cells less may stand bare', () => {
  expect([isBareWord('a=b'), isBareFlowWord('a=b')]).toEqual([true, false])
  expect([isBarePhrase('failed [main] twice'), isBarePhrase('failed main] twice')]).toEqual([false, true])
  expect([isBareWord('a b'), isBarePhrase('a b'), isBarePhrase('a  b'), isBarePhrase('12 b')]).toEqual([
    false,
    true,
    false,
    false,
  ])
})
