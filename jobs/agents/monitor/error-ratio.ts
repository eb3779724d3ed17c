import type { Traffic } from './evidence.ts'
import { type Interval, wilson } from './interval.ts'

/**
 * How many times the error rate before the rate now may be. Given how many errors there were in all, the number of those
 * that fell into the window is binomial, with a share that grows with the ratio of the rates: the conditional test of
 * J. Przyborowski and H. Wilenski (1940, Biometrika 31, 313–323), with Wilson's bounds for the share.
 */
export function errorRatio(before: Traffic, now: Traffic, z: number): Interval {
  const share = wilson(now.errors, before.errors + now.errors, z)
  const ratio = (of: number): number => (of / (1 - of)) * (before.requests / now.requests)
  return { low: ratio(share.low), high: share.high === 1 ? Number.POSITIVE_INFINITY : ratio(share.high) }
}
