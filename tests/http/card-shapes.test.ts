import { expect, test } from 'vitest'
import { shownCard } from '../../adapters/http/api/shapes.ts'
import type { Card } from '../../src/domain/card.ts'
import { EXAMPLES } from '../charts/example-charts.ts'

test('a program gets what a picture shows as a sentence, and how far a task is; the drawing is for chats', () => {
  const card: Card = {
    tone: 'neutral',
    blocks: [
      {
        kind: 'table',
        columns: ['Task'],
        rows: [['TASK-1']],
        picture: { chart: EXAMPLES.bars, alt: 'One deployment.' },
      },
      { kind: 'progress', share: 0.4, steps: [{ label: 'building', state: 'done', note: '12 s' }] },
    ],
  }
  expect(shownCard(card).blocks).toEqual([
    { kind: 'table', columns: ['Task'], rows: [['TASK-1']], picture: { alt: 'One deployment.' } },
    { kind: 'progress', share: 0.4, steps: [{ label: 'building', state: 'done', note: '12 s' }] },
  ])
})
