import { expect, test } from 'vitest'
import { judgeGate } from '../../../src/domain/approvals/judge-gate.ts'

const errors = { metric: 'error_rate', side: 'below', bound: 0.01, minutes: 10 } as const
const figures = (requests: number, failed: number, upToMs = 100) => ({
  requests,
  errors: failed,
  latencies: [{ upToMs, count: requests }],
})

test('a bound is broken as soon as it is, and kept only when its time is over', () => {
  expect(judgeGate(errors, figures(1000, 20), 1)).toEqual({ verdict: 'broken', value: 0.02 })
  expect(judgeGate(errors, figures(1000, 2), 1)).toEqual({ verdict: 'wait', value: 0.002 })
  expect(judgeGate(errors, figures(1000, 2), 10)).toEqual({ verdict: 'kept', value: 0.002 })
  expect(judgeGate(errors, figures(1000, 10), 10).verdict).toBe('broken')
})

test('too few requests say nothing', () => {
  expect(judgeGate(errors, figures(10, 10), 1)).toEqual({ verdict: 'wait' })
  expect(judgeGate(errors, figures(10, 10), 10)).toEqual({ verdict: 'unknown' })
  expect(judgeGate(errors, undefined, 10)).toEqual({ verdict: 'unknown' })
})

test('latency is that of 95 % of the answers, and traffic is told at the end', () => {
  const latency = { metric: 'latency', side: 'below', bound: 300, minutes: 5 } as const
  expect(judgeGate(latency, figures(1000, 0, 100), 5).verdict).toBe('kept')
  expect(judgeGate(latency, figures(1000, 0, 1000), 1).verdict).toBe('broken')
  const traffic = { metric: 'traffic', side: 'above', bound: 50, minutes: 10 } as const
  expect(judgeGate(traffic, figures(10, 0), 1).verdict).toBe('wait')
  expect(judgeGate(traffic, figures(100, 0), 10)).toEqual({ verdict: 'broken', value: 10 })
})
