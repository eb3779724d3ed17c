import { expect, test } from 'vitest'
import { workflowBlocks } from '../../src/cards/workflow-blocks.ts'
import type { Run } from '../../src/domain/run.ts'
import { NO_PROGRESS } from '../../src/domain/workflows/progress.ts'
import { en } from '../../src/texts/en/texts.ts'
import { failedRun } from '../tools/tool-world.ts'

const SIGHT = { tasks: new Map(), names: new Map(), canApprove: new Map(), usualMs: new Map() }

/** So many steps under way at a time, and then one that somebody must approve. */
function underWay(count: number): Run {
  const ids = Array.from({ length: count }, (_, index) => `move-${index + 1}`)
  const started = Object.fromEntries(ids.map((id) => [id, '2026-03-02T09:00:00Z']))
  const awaited = { agree: { kind: 'approval', role: 'sre', count: 1 } } as const
  return {
    ...failedRun(),
    state: 'running',
    steps: { ...Object.fromEntries(ids.map((id) => [id, 'running' as const])), agree: 'waiting' },
    progress: { ...NO_PROGRESS, started, awaited },
  }
}

function linesOf(count: number): readonly string[] {
  const [text] = workflowBlocks(underWay(count), SIGHT, en)
  return text?.kind === 'text' ? text.text.split('\n') : []
}

test('what few steps under way wait for stands in their order', () => {
  const lines = linesOf(2)
  expect(lines).toHaveLength(3)
  expect(lines[2]).toContain('agree: waiting for approval')
})

test('of many steps under way the one that waits for somebody comes first, and those without a line are counted', () => {
  const lines = linesOf(90)
  expect(lines[0]).toContain('agree: waiting for approval')
  expect(lines[1]).toBe('move-1: since 09:00 UTC.')
  expect(lines.at(-1)).toBe(`… and ${91 - (lines.length - 1)} more under way.`)
  expect(lines.join('\n').length).toBeLessThan(1_100)
})
