import type { Traffic } from './evidence.ts'
import { type Interval, wilson } from './interval.ts'

/**
 * By how much the rate of errors differs from one stretch of time to the next though nothing has changed, as a share of
 * it: errors come in bursts too, so ten thousand of them do not say a hundred times as much as a hundred.
 */
const UNREST = 0.05

/**
 * How many times the error rate before the rate now may be. Given how many errors there were in all, the number of those
 * that fell into the window is binomial, with a share that grows with the ratio of the rates: the conditional test of
 * J. Przyborowski and H. Wilenski (1940, Biometrika 31, 313–323), with Wilson's bounds for the share, and as many errors
 * fewer as their unrest takes away from what they say.
 */
export function errorRatio(before: Traffic, now: Traffic, z: number): Interval {
  const errors = before.errors + now.errors
  const worth = errors === 0 ? 1 : 1 / (1 + (2 * UNREST ** 2 * before.errors * now.errors) / errors)
  const share = wilson(now.errors * worth, errors * worth, z)
  const ratio = (of: number): number => (of / (1 - of)) * (before.requests / now.requests)
  return { low: ratio(share.low), high: share.high === 1 ? Number.POSITIVE_INFINITY : ratio(share.high) }
}
