import fc from 'fast-check'
import { expect, test } from 'vitest'
import { percentOf, progressBar } from '../../adapters/chat/progress-bar.ts'

test('every hundredth is shown as itself', () => {
  for (let percent = 0; percent <= 100; percent += 1) expect(percentOf(percent / 100)).toBe(percent)
})

test('nothing is whole before it is, and whatever is given fills the bar', () => {
  expect(progressBar(0.997, 20)).toEqual({ full: 19, empty: 1, percent: '99 %' })
  fc.assert(
    fc.property(fc.double(), fc.integer({ min: 1, max: 40 }), (share, cells) => {
      const { full, empty, percent } = progressBar(share, cells)
      expect(full + empty).toBe(cells)
      expect(full).toBeGreaterThanOrEqual(0)
      expect(empty === 0).toBe(percent === '100 %')
    }),
  )
})
