import { expect, test } from 'vitest'
import { compareRuns, drawRatios, isWorse } from '../../bench/compare-runs.ts'
import type { Unit } from '../../bench/measurement.ts'
import type { Run } from '../../bench/saved-figures.ts'

type Given = readonly [name: string, unit: Unit, value: number]

function run(referenceMs: number, ...figures: readonly Given[]): Run {
  const machine = { cores: 2, processor: 'any', memoryGb: 4, system: 'any', loadBefore: 0, node: 'v24', pglite: '0' }
  const setups = [{ setup: 'embedded', figures: figures.map(([name, unit, value]) => ({ name, unit, value, of: 1 })) }]
  return { machine, quick: false, referenceMs, setups }
}

const ratiosOf = (before: Run, now: Run) => compareRuns(before, now).map(({ name, ratio }) => [name, ratio])

test('a machine that is half as fast is not slower code', () => {
  const before = run(50, ['wait', 'ms', 20], ['rate', 'per s', 400], ['memory', 'MB', 200])
  const now = run(100, ['wait', 'ms', 40], ['rate', 'per s', 200], ['memory', 'MB', 200])
  expect(ratiosOf(before, now)).toEqual([
    ['wait', 1],
    ['rate', 1],
    ['memory', 1],
  ])
})

test('what is slower on the same machine is worse, and more than half as much again is too much', () => {
  const before = run(50, ['wait', 'ms', 20], ['start', 'ms', 100], ['rate', 'per s', 400], ['memory', 'MB', 200])
  const now = run(50, ['wait', 'ms', 40], ['start', 'ms', 150], ['rate', 'per s', 200], ['memory', 'MB', 400])
  const ratios = compareRuns(before, now)
  expect(ratios.map(({ name, ratio }) => [name, ratio])).toEqual([
    ['wait', 2],
    ['start', 1.5],
    ['rate', 2],
    ['memory', 2],
  ])
  expect(ratios.filter(isWorse).map(({ name }) => name)).toEqual(['wait', 'rate', 'memory'])
  expect(drawRatios(ratios, before, now)).toContain('3 of 4 figures are more than 1.5 times as bad')
})

test('one late answer where there was none is too much', () => {
  const ratios = compareRuns(run(50, ['late', 'answers', 0]), run(50, ['late', 'answers', 1]))
  expect(ratios.map(isWorse)).toEqual([true])
})

test('what only one of the runs has is not compared', () => {
  expect(ratiosOf(run(50, ['before', 'ms', 1]), run(50, ['now', 'ms', 1]))).toEqual([])
})

test('the slowest hundredth is shown and not judged', () => {
  const [before, now] = [run(50, ['wait, p99', 'ms', 20]), run(50, ['wait, p99', 'ms', 60])]
  const ratios = compareRuns(before, now)
  expect(ratios.map(isWorse)).toEqual([false])
  expect(drawRatios(ratios, before, now)).toMatch(/wait, p99 +3\.00 times\n/)
})
