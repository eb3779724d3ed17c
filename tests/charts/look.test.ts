import { expect, test } from 'vitest'
import { CARD, FAINT_INK, INK, LINES, SHADES } from '../../adapters/charts/look.ts'
import { COLOUR_BLINDNESS, contrast, distance } from './colours.ts'

/** WCAG 2.2, AA: of texts, and of shapes that say something. */
const OF_TEXTS = 4.5
const OF_SHAPES = 3
/** At a glance, side by side. */
const APART = 20

test('texts are read on the card, whatever surrounds it', () => {
  expect(contrast(INK, CARD)).toBeGreaterThan(OF_TEXTS)
  expect(contrast(FAINT_INK, CARD)).toBeGreaterThan(OF_TEXTS)
})

test.each(Object.entries(SHADES))('%s stands out from the card, and its number from it', (_, { fill, edge, ink }) => {
  expect(contrast(edge, CARD)).toBeGreaterThanOrEqual(OF_SHAPES)
  expect(contrast(ink, fill)).toBeGreaterThanOrEqual(OF_TEXTS)
})

test.each(LINES)('a line of $colour stands out from the card', ({ colour }) => {
  expect(contrast(colour, CARD)).toBeGreaterThanOrEqual(OF_SHAPES)
})

test.each(Object.entries(COLOUR_BLINDNESS))('shades and lines are told apart: colour blindness %s', (_, blindness) => {
  for (const colours of [Object.values(SHADES).map(({ fill }) => fill), LINES.map(({ colour }) => colour)])
    for (const [one, other] of pairs(colours))
      expect(distance(one, other, blindness), `${one} and ${other}`).toBeGreaterThan(APART)
})

test('shades and lines are told apart without any colour, by their shapes', () => {
  const shapes = Object.values(SHADES).map(({ shape }) => shape)
  expect(new Set(shapes).size).toBe(shapes.length)
  expect(new Set(LINES.map(({ shape }) => shape)).size).toBe(LINES.length)
  expect(new Set(LINES.map(({ dash }) => dash.join())).size).toBe(LINES.length)
})

function pairs(all: readonly string[]): readonly (readonly [string, string])[] {
  return all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other] as const))
}
