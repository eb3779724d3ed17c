import { comparedWith } from './compared-with.ts'
import type { MonitorEvidence, Traffic } from './evidence.ts'
import type { Finding } from './finding.ts'
import { type Interval, wilson, Z_99 } from './interval.ts'
import { errors, percent, requests, times, whole } from './numbers.ts'

/** What a release may not do: make errors this many times as frequent. */
const INTOLERABLE = 2
/** Errors have surely risen when even the lower bound of the ratio is above this. */
const SURE_RISE = 1.15
/** Fewer errors than this are no ground for a rollback, whatever the ratio. */
const FEWEST_ERRORS = 10
/** Nor is a rise that nobody notices: 3 requests in 10,000. */
const SMALLEST_RISE = 0.0003
/** A rate that is surely below this is fine, whatever it was before. */
const NEGLIGIBLE = 0.001
/** With nothing to compare with: more than half of the requests surely fail. */
const BROKEN = 0.5

/** Compares the error rates, with 99 % confidence in each bound. */
export function lookAtErrors(evidence: MonitorEvidence): Finding {
  const { baseline, window } = evidence
  const then = comparedWith(evidence)
  if (window.requests === 0)
    return {
      verdict: 'watch',
      inconclusive: true,
      sentence: 'There were no requests yet, so there is nothing to judge.',
    }
  const rate = wilson(window.errors, window.requests, Z_99)
  const now = `${percent(window.errors / window.requests)} of the requests fail (${fraction(window)})`
  if (baseline.requests === 0) {
    return rate.low > BROKEN
      ? { verdict: 'roll-back', sentence: `${now}, too many for any service.` }
      : {
          verdict: 'watch',
          ...(window.errors === 0 && { inconclusive: true }),
          sentence: `${now}; there were no requests ${then} to compare errors with.`,
        }
  }
  const before = baseline.errors / baseline.requests
  const ratio = errorRatio(baseline, window, Z_99)
  const compared = `${now}, against ${percent(before)} ${then} (${fraction(baseline)})`
  if (ratio.low > 1) return risen(compared, ratio.low, window, before)
  if (ratio.high < INTOLERABLE || rate.high < NEGLIGIBLE) {
    return { verdict: 'healthy', sentence: `Errors are no more frequent: ${compared}.` }
  }
  return {
    verdict: 'watch',
    // A few errors may be chance, and no reason to roll back; they are none to trust the release either.
    ...((window.errors === 0 || window.errors / window.requests < INTOLERABLE * before) && { inconclusive: true }),
    sentence: `${requests(window.requests)} with ${errors(window.errors)} are too few to tell whether errors have doubled: ${compared}.`,
  }
}

function risen(compared: string, atLeast: number, window: Traffic, before: number): Finding {
  const rise = window.errors / window.requests - before
  const matters = atLeast > SURE_RISE && window.errors >= FEWEST_ERRORS && rise >= SMALLEST_RISE
  const how = `${compared}: errors are at least ${times(atLeast)} times as frequent`
  return matters
    ? { verdict: 'roll-back', sentence: `${how}, with 99 % confidence.` }
    : { verdict: 'watch', sentence: `${how}, but they are too few to roll back for (${requests(window.requests)}).` }
}

function fraction({ errors: failed, requests: all }: Traffic): string {
  return `${whole(failed)} of ${whole(all)}`
}

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
function errorRatio(before: Traffic, now: Traffic, z: number): Interval {
  const errors = before.errors + now.errors
  const worth = errors === 0 ? 1 : 1 / (1 + (2 * UNREST ** 2 * before.errors * now.errors) / errors)
  const share = wilson(now.errors * worth, errors * worth, z)
  const ratio = (of: number): number => (of / (1 - of)) * (before.requests / now.requests)
  return { low: ratio(share.low), high: share.high === 1 ? Number.POSITIVE_INFINITY : ratio(share.high) }
}
