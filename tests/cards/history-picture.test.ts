import { expect, test } from 'vitest'
import { historyPicture } from '../../src/cards/history-picture.ts'
import type { Run, RunState } from '../../src/domain/run.ts'
import { de } from '../../src/texts/de/texts.ts'
import { en } from '../../src/texts/en/texts.ts'
import { failedRun } from '../tools/tool-world.ts'

const START = Date.parse('2026-03-02T14:00:00.000Z')
const HOUR = 60
const DAY = 24 * HOUR
const at = (minutes: number): string => new Date(START + minutes * 60_000).toISOString()

function deployed(minutes: number, environment: string, state: RunState = 'succeeded', seconds = 30): Run {
  const run = failedRun({ environment, state, requestedAt: at(minutes) })
  return { ...run, task: `TASK-${minutes}`, startedAt: at(minutes), endedAt: at(minutes + seconds / 60) }
}

test('deployments to several places are shown as they ran, by place', () => {
  const picture = historyPicture(
    [deployed(60, 'staging'), deployed(90, 'production', 'failed'), deployed(0, 'staging')],
    en,
  )
  expect(picture?.alt).toBe(
    '3 deployments from 2026-03-02 14:00 UTC to 2026-03-02 15:30 UTC: 2 succeeded and 1 failed.',
  )
  expect(picture?.chart).toMatchObject({
    kind: 'timeline',
    shades: [
      { shade: 'good', name: 'succeeded' },
      { shade: 'bad', name: 'failed' },
    ],
    lanes: [
      { name: 'payments · staging', items: [{ at: at(0), until: at(0.5), label: 'v1.2.0', shade: 'good' }, {}] },
      { name: 'payments · production', items: [{ shade: 'bad' }] },
    ],
  })
})

test('over a week and more, days show how they ended, those without any too', () => {
  const runs = [deployed(0, 'staging'), deployed(9 * DAY, 'production', 'failed'), deployed(9 * DAY, 'staging')]
  const chart = historyPicture(runs, en)?.chart
  if (chart?.kind !== 'bars') throw new Error('no bars')
  expect(chart.bars).toHaveLength(10)
  expect(chart.bars[0]).toMatchObject({ category: '03-02', parts: [{ value: 1 }, { value: 0 }] })
  expect(chart.bars[4]).toMatchObject({ category: '03-06', parts: [{ value: 0 }, { value: 0 }] })
  expect(chart.bars[9]).toMatchObject({ category: '03-11', parts: [{ value: 1 }, { name: 'failed', value: 1 }] })
})

test('deployments to one place show how long each took; one that failed is marked', () => {
  const runs = [0, 1, 2].map((hour) => deployed(hour * HOUR, 'staging', 'succeeded', 30 + 60 * hour))
  const picture = historyPicture([...runs, deployed(90, 'staging', 'failed')], en)
  expect(picture?.alt).toBe('3 deployments of payments · staging took from 30 s to 2 min 30 s; 1 failed.')
  expect(picture?.chart).toMatchObject({
    kind: 'lines',
    series: [{ points: [{ value: 30 }, { value: 90 }, { value: 150 }] }],
    markers: [{ at: at(90), label: 'v1.2.0 failed' }],
  })
  expect(historyPicture(runs, de)?.alt).toBe('3 Deployments von payments · staging dauerten 30 s bis 2 min 30 s.')
})

test('two deployments need no picture, nor do durations that are not known', () => {
  expect(historyPicture([deployed(0, 'staging'), deployed(5, 'production')], en)).toBeUndefined()
  expect(
    historyPicture(
      [0, 1, 2].map((hour) => deployed(hour, 'staging', 'failed')),
      en,
    ),
  ).toBeUndefined()
})
