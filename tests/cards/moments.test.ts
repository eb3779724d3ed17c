import { expect, test } from 'vitest'
import { withMoments, withNamedMoments } from '../../src/cards/moments.ts'
import type { Card } from '../../src/domain/card.ts'

const saying = (text: string): Card => ({ tone: 'neutral', blocks: [{ kind: 'text', text }] })
const CARD = saying('Expires at 14:05 UTC.')

test('a card names its instants as its texts write them, with and without the date', () => {
  const both = saying('From 2026-03-02 14:05 UTC, which is 14:05 UTC.')
  expect(withMoments(both, ['2026-03-02T14:05:09.000Z', undefined]).moments).toEqual([
    { text: '2026-03-02 14:05 UTC', at: '2026-03-02T14:05:09.000Z', shows: 'date and time' },
    { text: '14:05 UTC', at: '2026-03-02T14:05:09.000Z', shows: 'time' },
  ])
})

test('a card keeps the instants it has, and stays as it is where there are none', () => {
  const one = withMoments(saying('14:05 UTC or 08:00 UTC'), ['2026-03-02T14:05:00.000Z'])
  expect(withMoments(one, ['2026-03-03T08:00:00.000Z']).moments).toHaveLength(2)
  expect(withMoments(CARD, [undefined])).toBe(CARD)
})

test('an instant that a card does not name changes nothing of it, so that nobody edits a message for it', () => {
  expect(withMoments(CARD, ['2026-03-02T15:00:00.000Z'])).toBe(CARD)
})

test('a time by the clocks of a zone is one instant with them', () => {
  const [first] =
    withMoments(saying('At 2026-03-02 15:05 Europe/Berlin (14:05 UTC).'), ['2026-03-02T14:05:00.000Z'], 'Europe/Berlin')
      .moments ?? []
  expect(first).toEqual({
    text: '2026-03-02 15:05 Europe/Berlin (14:05 UTC)',
    at: '2026-03-02T14:05:00.000Z',
    shows: 'date and time',
  })
})

test('instants that sentences name in full are found there, but none in what a machine has written', () => {
  const card: Card = {
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: 'Frozen until 2026-03-06 15:00 Europe/Berlin (14:00 UTC).' },
      { kind: 'fields', fields: [{ label: 'Until', value: '2026-03-07 09:30 UTC' }] },
      { kind: 'code', text: '2026-03-08 09:30 UTC out of memory' },
    ],
  }
  expect(withNamedMoments(card).moments?.map(({ at }) => at)).toEqual([
    '2026-03-06T14:00:00.000Z',
    '2026-03-07T09:30:00.000Z',
  ])
  expect(withNamedMoments(CARD)).toBe(CARD)
})
