import fc from 'fast-check'
import type { Json } from '../../notation/shared/json.ts'

/** Texts that look like something else, or hide something. */
const TRICKY = [
  '',
  ' ',
  '-',
  '- a',
  'true',
  'null',
  '12',
  '.5',
  '0.5',
  '+5',
  '+3d',
  '1e5',
  '007',
  'a b',
  'a  b',
  ' a',
  'a ',
  'x=1 y=2',
  'k: v',
  'k[2]: a b',
  '[1]',
  '{a=1}',
  '{}',
  '[]',
  '"q"',
  'say "hi"',
  'a\nrole: admin',
  '@base 2026-01-01',
  '@sum 12345678',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '\u200b',
  '\u2028',
  '\ud800',
  'é',
  '漢字 漢',
  'a,b',
  'a.b',
  'a/b',
  'a]',
  'a}',
  '*',
  'a * b',
  '%',
  '_',
  'a_b c',
  'a_',
  '<b>',
  '\t',
  '\r\n',
  'ok\u00a0',
  '2026-11-21',
  '2026-11-21T10:00:00Z',
  '2026-11-21T10:00:01.000Z',
  '2026-11-21T10:00:01.123Z',
  '2026-02-30',
  '9999-12-31T23:59:59.999Z',
  'foo "bar baz',
  'a [b c',
  'dep-1',
  'dep-2',
  'dep-03',
  '1',
  '2',
  '10',
  '12 apples',
  'got 3 of 4',
  'got 5 of 6',
  '🚢 it',
  '<|endoftext|>',
] as const

const phrase = fc
  .array(fc.constantFrom('a', 'bb', 'c1', '7', '"', '[', '-', 'x=', '*', '_'), { maxLength: 5 })
  .map((words) => words.join(' '))

export const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<string>(...TRICKY) },
  fc.string(),
  fc.string({ unit: 'binary' }),
  phrase,
)

const hostileScalar = fc.oneof(
  { weight: 2, arbitrary: hostileText },
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constantFrom<Json>(null, 1, 2, 3, 0.5, -0.25, 1e21, 1e-7, -0),
)

/** Few values that come again, so that columns repeat, count up and share words. */
const repeatingScalar = fc.constantFrom<Json>(
  'a',
  'got 3 of 4',
  'got 5 of 6',
  'got 7 of 4',
  1,
  2,
  3,
  '2026-11-21T10:00:00Z',
  '2026-11-21T10:00:05Z',
  '2026-11-22T10:00:00Z',
  null,
  'dep-1',
  'dep-2',
  'x y',
)

const hostileKey = fc.oneof(fc.constantFrom('a', 'b', 'c', 'd', 'e'), hostileText)

/** Values of every shape: nested, tables with and without gaps, tables in tables, maps. */
function valuesOf(scalar: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  const { value } = fc.letrec<{ value: Json; array: Json[]; object: Json; row: Json; table: Json[]; map: Json }>(
    (tie) => ({
      value: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        scalar,
        tie('array'),
        tie('object'),
        tie('table'),
        tie('map'),
      ),
      array: fc.array(tie('value'), { maxLength: 3 }),
      object: fc.dictionary(hostileKey, tie('value'), { maxKeys: 4 }),
      row: fc.record(
        {
          id: scalar,
          a: scalar,
          b: fc.oneof(scalar, tie('array')),
          c: tie('value'),
          g: fc.record({ x: scalar, y: tie('value') }, { requiredKeys: ['x'] }),
          t: fc.array(scalar, { maxLength: 3 }),
          r: fc.array(fc.record({ p: scalar, q: scalar }, { requiredKeys: ['p'] }), { maxLength: 3 }),
        },
        { requiredKeys: ['id'] },
      ),
      table: fc.array(tie('row'), { minLength: 2, maxLength: 4 }),
      map: fc.dictionary(hostileKey, tie('row'), { maxKeys: 4 }),
    }),
  )
  return value.map((each) => JSON.parse(JSON.stringify(each)) as Json)
}

export const hostileValue = fc.oneof(valuesOf(hostileScalar), valuesOf(repeatingScalar))

/** A table of rows as a bot has them, long enough for every saving to be tried. */
export const uniformTable = fc.array(
  fc.record({
    id: fc.nat(50).map((number) => `dep-${number}`),
    at: fc.nat(9999).map((second) => new Date(Date.UTC(2026, 10, 21) + second * 1000).toISOString()),
    note: fc.oneof(repeatingScalar, hostileText),
    ok: fc.boolean(),
  }),
  { minLength: 8, maxLength: 14 },
)
