import { expect, test } from 'vitest'
import { withMoments } from '../../src/cards/moments.ts'
import type { Card } from '../../src/domain/card.ts'

const CARD: Card = { tone: 'neutral', blocks: [{ kind: 'text', text: 'Expires at 14:05 UTC.' }] }

test('a card names its instants as its texts write them, with and without the date', () => {
  expect(withMoments(CARD, ['2026-03-02T14:05:09.000Z', undefined]).moments).toEqual([
    { text: '2026-03-02 14:05 UTC', at: '2026-03-02T14:05:09.000Z', shows: 'date and time' },
    { text: '14:05 UTC', at: '2026-03-02T14:05:09.000Z', shows: 'time' },
  ])
})

test('a card keeps the instants it has, and stays as it is where there are none', () => {
  const one = withMoments(CARD, ['2026-03-02T14:05:00.000Z'])
  expect(withMoments(one, ['2026-03-03T08:00:00.000Z']).moments).toHaveLength(4)
  expect(withMoments(CARD, [undefined])).toBe(CARD)
})
