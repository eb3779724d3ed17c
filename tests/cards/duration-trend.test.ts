import { expect, test } from 'vitest'
import { durationTrend } from '../../src/cards/duration-trend.ts'
import type { Run, RunState } from '../../src/domain/run.ts'
import { en } from '../../src/texts/en/texts.ts'
import { failedRun } from '../tools/tool-world.ts'

const at = (seconds: number): string => new Date(Date.parse('2026-03-02T14:00:00.000Z') + seconds * 1_000).toISOString()

function built(minute: number, seconds: number, state: RunState = 'succeeded'): Run {
  const run = failedRun({ state })
  return { ...run, startedAt: at(minute * 60), endedAt: at(minute * 60 + seconds) }
}

test('builds of one service show how long each took, and which failed', () => {
  const runs = [built(0, 10), built(1, 20), built(2, 5, 'failed'), built(3, 40)]
  const trend = durationTrend(runs, 'payments', en.deployments.buildTrend, en)
  expect(trend?.alt).toBe('3 builds of payments took from 10 s to 40 s; 1 failed.')
  expect(trend?.chart).toMatchObject({
    title: 'How long builds took: payments',
    series: [{ points: [{ value: 10 }, { value: 20 }, { value: 40 }] }],
    markers: [{ at: at(120) }],
  })
})

test('two that succeeded are no trend', () => {
  const runs = [built(0, 10), built(1, 20), built(2, 5, 'failed')]
  expect(durationTrend(runs, 'payments', en.deployments.buildTrend, en)).toBeUndefined()
})
