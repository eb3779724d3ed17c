import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawn, NO_LOADER, pngOf, svgOf } from '../../adapters/charts/draw.ts'
import { CARD, HEIGHT, LINES, SCALE, SHADES, WIDTH } from '../../adapters/charts/look.ts'
import { specOf } from '../../adapters/charts/spec.ts'
import type { Chart } from '../../src/domain/chart.ts'
import { EXAMPLES } from './example-charts.ts'
import { countOf, decodedPng, differing, sizeOf } from './png.ts'

const MOST_BYTES = 300_000
/** Of a shape that is seen, in pixels. */
const SEEN = 200

const EXPECTED = {
  lines: [LINES[0].colour],
  bars: Object.values(SHADES).map(({ fill }) => fill),
  timeline: [SHADES.good.fill, SHADES.warning.fill, SHADES.bad.fill],
} as const

describe.each(['lines', 'bars', 'timeline'] as const)('a picture of %s', (kind) => {
  test('has the size and the colours that were meant', async () => {
    const png = await drawn(EXAMPLES[kind])
    expect(png.length).toBeLessThan(MOST_BYTES)
    const pixels = decodedPng(png)
    expect(pixels).toMatchObject({ width: WIDTH * SCALE, height: HEIGHT * SCALE })
    expect(countOf(pixels, CARD)).toBeGreaterThan((WIDTH * HEIGHT * SCALE ** 2) / 3)
    for (const colour of EXPECTED[kind]) expect(countOf(pixels, colour), colour).toBeGreaterThan(SEEN)
  })

  test('has its texts: without the font, fewer pixels are drawn', async () => {
    const svg = await svgOf(specOf(EXAMPLES[kind]))
    const [withFont, without] = [decodedPng(pngOf(svg)), decodedPng(pngOf(svg, []))]
    expect(differing(withFont, without)).toBeGreaterThan(2_000)
  })

  test('in the docs is what is drawn now', async () => {
    const shown = await readFile(new URL(`../../docs/images/chart-${kind}.png`, import.meta.url))
    // The edges of letters may differ by a shade between processors.
    expect(differing(decodedPng(shown), decodedPng(await drawn(EXAMPLES[kind])))).toBeLessThan(1_000)
  })
})

const HOSTILE = [
  '<script>alert(1)</script>',
  '"/><image href="file:///etc/passwd"/>',
  ']]>&xxe;<!ENTITY x SYSTEM "file:///etc/passwd">',
  "datum.value + warn('x')",
  'line\u0000\u0007\u001b[31mred\r\ntwo\u2028three',
  '\u202egnp.exe\u202c',
  'שלום עולם',
  'x'.repeat(10_000),
  '\ud800',
  '',
  'valueOf',
  '__proto__',
]

test('nothing that a name holds is read as markup', async () => {
  for (const text of HOSTILE)
    for (const chart of named(text)) {
      const svg = await svgOf(specOf(chart))
      expect(svg).not.toMatch(/<(script|image|!ENTITY|a|foreignObject|style)\b/i)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML forbids.
      expect(svg).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069]/)
      expect(svg.length).toBeLessThan(100_000)
      expect(sizeOf(pngOf(svg))).toEqual([WIDTH * SCALE, HEIGHT * SCALE])
    }
})

test('whatever a chart holds, it is drawn within bounds', async () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...HOSTILE))
  const at = fc.oneof(
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.constantFrom('', 'yesterday', '2026-11-20T10:00:00.000Z'),
  )
  const shade = fc.constantFrom('good', 'warning', 'bad', 'neutral')
  const value = fc.oneof(fc.double(), fc.integer({ min: 0, max: 100 }))
  const chart = fc.oneof(
    fc.record({
      kind: fc.constant('lines'),
      ...{ title: text, unit: text },
      series: fc.array(
        fc.record({ name: text, points: fc.array(fc.record({ at, value: fc.option(value) }), { maxLength: 30 }) }),
        { maxLength: 6 },
      ),
      markers: fc.array(fc.record({ at, label: text }), { maxLength: 15 }),
    }),
    fc.record({
      kind: fc.constant('bars'),
      ...{ title: text, unit: text },
      bars: fc.array(
        fc.record({ category: text, parts: fc.array(fc.record({ name: text, value, shade }), { maxLength: 5 }) }),
        { maxLength: 80 },
      ),
    }),
    fc.record({
      kind: fc.constant('timeline'),
      title: text,
      shades: fc.array(fc.record({ shade, name: text }), { maxLength: 4 }),
      lanes: fc.array(
        fc.record({
          name: text,
          items: fc.array(fc.record({ at, until: at, label: text, shade }), { maxLength: 10 }),
        }),
        { maxLength: 15 },
      ),
    }),
  ) as fc.Arbitrary<Chart>
  await fc.assert(
    fc.asyncProperty(chart, async (one) => {
      const png = await drawn(one)
      expect(png.length).toBeLessThan(MOST_BYTES)
      expect(sizeOf(png)).toEqual([WIDTH * SCALE, HEIGHT * SCALE])
    }),
    { numRuns: 25 },
  )
})

test('a picture of very much is no larger, and one point that stands out is not lost', async () => {
  const start = Date.parse('2026-11-20T00:00:00.000Z')
  const points = Array.from({ length: 100_000 }, (_, second) => ({
    at: new Date(start + second * 1_000).toISOString(),
    value: second === 54_321 ? 100 : Math.abs(Math.sin(second)),
  }))
  const spec = specOf({ kind: 'lines', title: 'Load', unit: '%', series: [{ name: 'load', points }], markers: [] })
  expect(JSON.stringify(spec)).toContain('"value":100')
  expect(JSON.stringify(spec).length).toBeLessThan(200_000)
  expect(pngOf(await svgOf(spec)).length).toBeLessThan(MOST_BYTES)
})

test('nothing is loaded from a file or a network', async () => {
  const asked: string[] = []
  const loader = {
    ...NO_LOADER,
    load: async (uri: string) => {
      asked.push(uri)
      return NO_LOADER.load(uri)
    },
  }
  const spec = { data: { url: 'https://example.com/x.json' }, mark: 'point', encoding: { x: { field: 'a' } } } as const
  const svg = await svgOf(spec, loader)
  expect(asked).toEqual(['https://example.com/x.json'])
  expect(svg).not.toContain('example.com')
  for (const method of [NO_LOADER.load, NO_LOADER.sanitize, NO_LOADER.http])
    await expect(method('https://example.com', {} as never)).rejects.toThrow('loads nothing')
  await expect(NO_LOADER.file('/etc/passwd')).rejects.toThrow('loads nothing')
})

function named(text: string): readonly Chart[] {
  const at = '2026-11-20T10:00:00.000Z'
  return [
    {
      ...{ kind: 'lines', title: text, unit: text, markers: [{ at, label: text }] },
      series: [text, text].map((name) => ({ name, points: [{ at, value: 1 }] })),
    },
    {
      ...{ kind: 'bars', title: text, unit: text },
      bars: [text, text].map((category) => ({ category, parts: [{ name: text, value: 2, shade: 'good' }] })),
    },
    {
      ...{ kind: 'timeline', title: text, shades: [{ shade: 'good', name: text }] },
      lanes: [text, text].map((name) => ({ name, items: [{ at, label: text, shade: 'good' }] })),
    },
  ]
}
