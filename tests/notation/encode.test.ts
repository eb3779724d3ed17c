import { expect, test } from 'vitest'
import { encode } from '../../notation/encode/encode.ts'
import { NotationEncodeError } from '../../notation/shared/errors.ts'

const lines = (...text: readonly string[]): string => text.join('\n')

test('an object is lines of keys and values, short ones together', () => {
  expect(encode({ note: 'all is well', checks: { cpu: 12, note: 'a bit high' }, service: 'payments' })).toBe(
    lines('note: all is well', 'checks: cpu=12 note="a bit high"', 'service: payments'),
  )
  expect(encode({ service: 'payments', errors: 12, note: 'all is well' })).toBe(
    lines('service=payments errors=12', 'note: all is well'),
  )
})

test('similar objects are a table whose constant columns stand in the header', () => {
  const tasks = ['build', 'test'].map((name, index) => ({ name, service: 'payments', seconds: 14 + index }))
  expect(encode({ tasks })).toBe(lines('tasks[2]: name service=payments seconds', ' build 14', ' test 15'))
})

test('nested objects become dotted columns, and what a row lacks is a dash or left off at the end', () => {
  const runs = [
    { id: 'r1', at: { host: 'a', port: 1 } },
    { id: 'r2', by: 'ana', at: { host: 'b', port: 2 } },
    { id: 'r3' },
  ]
  expect(encode({ runs })).toBe(lines('runs[3]: id by? at.host? at.port?', ' r1 - a 1', ' r2 ana b 2', ' r3'))
})

test('lists of rows inside rows follow their parent, which counts them', () => {
  const orders = [
    {
      id: 'o1',
      items: [
        { sku: 'x', price: 1.5 },
        { sku: 'y', price: 0.5 },
      ],
    },
    { id: 'o2', items: [] },
  ]
  expect(encode({ orders })).toBe(lines('orders[2]: id items[sku price]', 'o1 2', ' x 1.5', ' y .5', 'o2 0'))
})

test('a map of similar objects is a table with its keys before the rows', () => {
  expect(encode({ health: { api: { status: 'up', errors: 1 }, web: { status: 'down', errors: 7 } } })).toBe(
    lines('health{2}: status errors', ' api up 1', ' web down 7'),
  )
})

test('times count from one base', () => {
  const points = [0, 90].map((second) => ({
    name: 'x'.repeat(second + 1),
    at: `2026-11-21T10:0${second && 1}:${second && 3}0Z`,
  }))
  expect(encode(points)).toMatch(/^@base 2026-11-21T10:00:00Z\n\[2\]: name at\n x+ \+0\n x+ \+90$/)
})

test('a time that would not come back byte for byte is text', () => {
  expect(encode({ a: '2026-11-21T10:00:00+01:00', b: '2026-02-30T10:00:00Z', c: '2026-11-21' })).toBe(
    'a=2026-11-21T10:00:00+01:00 b=2026-02-30T10:00:00Z c=2026-11-21',
  )
})

test('where the notation saves nothing, compact JSON comes out', () => {
  expect(encode('a')).toBe('"a"')
  expect(encode([1, 2, 3])).toBe('[1,2,3]')
  expect(encode({})).toBe('{}')
})

test('the wire profile counts, codes and fills templates', () => {
  const logs = Array.from({ length: 12 }, (_, index) => ({
    id: `log-${100 + index}`,
    host: index % 2 === 0 ? 'ip-10-0-0-1.internal' : 'ip-10-0-0-2.internal',
    message: `request ${index * 37} took ${index * 11} ms`,
  }))
  expect(encode({ logs }, { profile: 'wire' }).split('\n').slice(0, 2)).toEqual([
    'logs[12]: id~1=log-100 host<ip-10-0-0-1.internal ip-10-0-0-2.internal> message%<"request * took * ms">',
    ' a a 0 0',
  ])
})

test('the wire profile reckons what lies between two times', () => {
  const runs = [7, 12, 31].map((seconds, index) => ({
    from: `2026-11-21T1${index}:00:00Z`,
    to: `2026-11-21T1${index}:00:${String(seconds).padStart(2, '0')}Z`,
    seconds,
  }))
  expect(encode({ runs }, { profile: 'wire' })).toBe(
    lines('@base 2026-11-21T10:00:00Z', 'runs[3]: from+ to seconds~from~to', '0 +7', '3600 +3612', '7200 +7231'),
  )
})

test.each([[() => 1], [Number.NaN], [10n], [new Date()], [undefined], [{ a: undefined }]])(
  'what JSON cannot say is refused: %s',
  (value) => {
    expect(() => encode(value)).toThrow(NotationEncodeError)
  },
)

test('a cycle is refused as too deep', () => {
  const cycle: { self?: unknown } = {}
  cycle.self = cycle
  expect(() => encode(cycle)).toThrow('nested deeper than 200')
})
