import { expect, test } from 'vitest'
import { driftCard } from '../../src/cards/drift-card.ts'
import type { Drift } from '../../src/domain/drift.ts'
import { en } from '../../src/texts/en/texts.ts'

const drift: Drift = {
  drift: 'd1',
  service: 'payments',
  environment: 'staging',
  task: 'TASK-2',
  kind: 'stopped',
  sentence: 'Nothing is running; expected v1.1.0.',
  expected: { sha: 'b'.repeat(40), version: 'v1.1.0' },
  button: 'b1',
  foundAt: '2026-03-02T09:00:00.000Z',
  choice: { remediation: 'redeploy', reasons: ['It is the least drastic.'] },
}

test('whoever reads what would be done about a drift knows when a model had a say in it', () => {
  expect(driftCard(drift, 'slack:ana', undefined, en).footnote).toBe('TASK-2')
  const choice = { reasons: ['The disk looks full.'], model: 'qwen3:8b' }
  const card = driftCard({ ...drift, choice }, 'slack:ana', undefined, en)
  expect(card.footnote).toBe('TASK-2 · judged by qwen3:8b')
  expect(card.blocks.some(({ kind }) => kind === 'buttons')).toBe(false)
})
