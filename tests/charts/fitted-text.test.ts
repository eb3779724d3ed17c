import { Resvg } from '@resvg/resvg-js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fittedText, plainText, widthOf } from '../../adapters/charts/fitted-text.ts'

const FONT = new URL('../../assets/fonts/Inter_400Regular.ttf', import.meta.url).pathname
const SIZE = 12

/** As it is drawn. */
function drawnWidth(text: string): number {
  const escaped = text.replace(/[&<>]/g, (letter) => `&#${letter.charCodeAt(0)};`)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="40"><text y="20" font-size="${SIZE}">${escaped}</text></svg>`
  const font = { loadSystemFonts: false, fontFiles: [FONT], defaultFontFamily: 'Inter' }
  return new Resvg(svg, { font }).getBBox()?.width ?? 0
}

test('no text is wider than it is taken to be', () => {
  const letters = fc.string({ unit: fc.constantFrom(...printable()), minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(letters, (text) => {
      expect(drawnWidth(text)).toBeLessThanOrEqual(widthOf(text, SIZE) + 1)
    }),
  )
})

test('a text that fits stays; one that does not ends with dots and fits', () => {
  expect(fittedText('billing', 100, SIZE)).toBe('billing')
  const cut = fittedText('billing-and-invoicing-for-all-of-europe', 100, SIZE)
  expect(cut).toMatch(/^billing-and-.*…$/)
  expect(widthOf(cut, SIZE)).toBeLessThanOrEqual(100)
  expect(fittedText('👩‍🚀'.repeat(40), 60, SIZE).isWellFormed()).toBe(true)
})

test('what is not seen is taken out', () => {
  expect(plainText(' a\u0000\n\tb\u202ec\u200b ')).toBe('a b c')
  expect(plainText('\ud800')).toBe('\ufffd')
})

function printable(): readonly string[] {
  return Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).concat([...'äöüßéñçÅØ–…·€'])
}
