import { expect, test } from 'vitest'
import { figuresOf, latency, merge, oneRun, total } from '../../bench/measurement.ts'
import { median, percentile } from '../../bench/statistics.ts'

test('a percentile is a value that was measured, whatever the order they came in', () => {
  const samples = [5, 1, 4, 2, 3]
  expect([0, 0.5, 0.8, 0.81, 1].map((share) => percentile(samples, share))).toEqual([1, 3, 4, 5, 5])
  expect(median([7])).toBe(7)
  expect(() => median([])).toThrow(RangeError)
})

test('runs of one thing are put together before they are summed up', () => {
  const merged = merge([
    latency('reply', [3, 1]),
    oneRun('start', 'ms', 20),
    latency('reply', [2]),
    oneRun('start', 'ms', 10),
    total('late', 'answers', 0),
    total('late', 'answers', 2),
    total('late', 'answers', 0),
  ])
  expect(merged.flatMap(figuresOf)).toEqual([
    { name: 'reply, p50', unit: 'ms', value: 2, of: 3 },
    { name: 'reply, p95', unit: 'ms', value: 3, of: 3 },
    { name: 'reply, p99', unit: 'ms', value: 3, of: 3 },
    { name: 'start', unit: 'ms', value: 10, of: 2 },
    { name: 'late', unit: 'answers', value: 2, of: 3 },
  ])
})
