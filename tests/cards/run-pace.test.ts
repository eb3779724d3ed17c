import { expect, test } from 'vitest'
import { cardText } from '../../src/cards/card-text.ts'
import type { Pace } from '../../src/cards/run-pace.ts'
import { runStatusCard } from '../../src/cards/run-status-card.ts'
import type { Run } from '../../src/domain/run.ts'
import type { Workflow } from '../../src/domain/workflow.ts'
import { en } from '../../src/texts/en/texts.ts'
import { failedRun } from '../tools/tool-world.ts'

const workflow: Workflow = {
  id: 'deploy',
  steps: [
    { id: 'build', worker: 'build', needs: [], shows: 'building' },
    { id: 'deploy', worker: 'deploy', needs: ['build'], shows: ['starting', 'healthy', 'canary', 'switched'] },
  ],
}

/** @param second After five minutes past two. */
const at = (second: number): string => `2026-03-02T14:05:${String(second).padStart(2, '0')}.000Z`

/** Building took 12 s, and the instance has been starting since. */
function starting(changes: Partial<Run> = {}): Run {
  const { failure: _, ...run } = failedRun()
  return {
    ...run,
    ...{ state: 'running', requestedAt: at(0), startedAt: at(1), phase: 'starting' },
    steps: { build: 'done', deploy: 'running' },
    times: {
      build: { startedAt: at(1), endedAt: at(13) },
      deploy: { startedAt: at(14) },
      starting: { startedAt: at(14) },
    },
    ...changes,
  }
}

const KNOWN = new Map([
  ['queued', 0],
  ['build', 10_000],
  ['starting', 30_000],
  ['healthy', 0],
  ['switched', 0],
])

function shown(run: Run, pace: Pace): { readonly text: string; readonly share: number | undefined } {
  const card = runStatusCard(run, { workflow, askedBy: 'ana', pace }, en)
  const progress = card.blocks.find((block) => block.kind === 'progress')
  return { text: cardText(card), share: progress?.kind === 'progress' ? progress.share : undefined }
}

test('a step that is over says how long it took; one in progress since when, and how long it usually takes', () => {
  const { text, share } = shown(starting(), { usualMs: KNOWN })
  expect(text).toContain('✓ building (12 s)')
  expect(text).toContain('● starting (since 14:05 UTC · usually 30 s)')
  expect(text).not.toContain('left')
  expect(share).toBe(0.25)
})

test('whoever asks is told how long it has taken until now, and what is left', () => {
  const { text, share } = shown(starting(), { usualMs: KNOWN, now: new Date(at(24)) })
  expect(text).toContain('● starting (10 s · usually 30 s)')
  expect(text).toContain('About 20 s left.')
  expect(share).toBe(0.5)
})

test('a step that takes longer than it usually does says so, and nothing is foretold', () => {
  const { text, share } = shown(starting(), { usualMs: KNOWN, now: new Date(at(59)) })
  expect(text).toContain('● starting (45 s · longer than usual (usually 30 s))')
  expect(text).not.toContain('left')
  // Queued and building are done: two of five.
  expect(share).toBe(0.4)
})

test('where earlier runs are too few, the bar is of steps, and no usual time is said', () => {
  const { text, share } = shown(starting(), { usualMs: new Map() })
  expect(text).toContain('● starting (since 14:05 UTC)')
  expect(text).not.toContain('usually')
  expect(share).toBe(0.4)
})

test('what is over has no bar, and keeps the time that each step took', () => {
  const over = starting({ state: 'succeeded', phase: 'draining', steps: { build: 'done', deploy: 'done' } })
  const { text, share } = shown(over, { usualMs: new Map() })
  expect(text).toContain('✓ building (12 s)')
  expect(share).toBeUndefined()
})

test('a run of an earlier version, without times, is shown without them', () => {
  const { times: _, ...run } = starting()
  expect(shown(run, { usualMs: KNOWN }).text).toContain('● starting\n')
})
