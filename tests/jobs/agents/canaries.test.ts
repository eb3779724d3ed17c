import { expect, test } from 'vitest'
import { canaryScore, tryCanaries } from '../../../bench/agents/canaries.ts'
import { seededRandom } from '../../../bench/agents/random.ts'
import { judgeTraffic } from '../../../jobs/agents/release-monitor/rules.ts'

test('planted regressions are found and good releases left alone, 98 times in a hundred', () => {
  const judge = (evidence: Parameters<typeof judgeTraffic>[0]) => judgeTraffic(evidence).verdict
  const score = canaryScore(tryCanaries(judge, { seed: 4, times: 25, volumes: [1_000, 20_000, 100_000] }))
  expect(score.falseAlarms).toBeLessThanOrEqual(0.02)
  expect(score.misses).toBeLessThanOrEqual(0.02)
  expect(score.calledHealthy).toBeLessThanOrEqual(0.02)
})

test('whoever never looks misses everything', () => {
  const score = canaryScore(tryCanaries(() => 'healthy', { seed: 4, times: 2, volumes: [20_000] }))
  expect(score).toMatchObject({ falseAlarms: 0, misses: 1, calledHealthy: 1 })
})

test('the made-up numbers are the same for the same seed, and have the means they should have', () => {
  const drawn = (seed: number) => Array.from({ length: 2_000 }, seededRandom(seed).normal)
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
  expect(drawn(3)).toEqual(drawn(3))
  expect(drawn(3)).not.toEqual(drawn(5))
  expect(Math.abs(mean(drawn(3)))).toBeLessThan(0.1)
  const { poisson } = seededRandom(3)
  for (const expected of [0.5, 8, 400]) {
    const counts = Array.from({ length: 2_000 }, () => poisson(expected))
    expect(Math.abs(mean(counts) / expected - 1)).toBeLessThan(0.1)
  }
})
