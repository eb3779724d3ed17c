import type { Distribution } from './distribution.ts'
import type { Interval } from './interval.ts'

/** How many times slower a quantile is now. */
export interface Slowdown extends Interval {
  readonly beforeMs: number
  readonly nowMs: number
}

/** Below this nobody notices, and clocks disagree. */
const SHORTEST_MS = 1
/** For each of two bounds; that both err at once, as a wrong ratio takes, is far less likely. */
const Z_EACH = 1.96

/**
 * From order statistics: the ranks between which a quantile lies follow from the binomial distribution, whatever that of
 * the latencies is (H. A. David and H. N. Nagaraja, Order Statistics, 3rd ed., 2003, section 7.1), with the variance that
 * comes of requests in bursts.
 */
export function slowdown(before: Distribution, now: Distribution, share: number): Slowdown {
  const past = bounds(before, share)
  const present = bounds(now, share)
  return {
    low: present.low / past.high,
    high: present.high / past.low,
    beforeMs: before.quantile(share),
    nowMs: now.quantile(share),
  }
}

function bounds(of: Distribution, share: number): Interval {
  const half = Z_EACH * Math.sqrt((share * (1 - share) * of.clumping(share)) / of.count)
  const at = (rank: number): number => Math.max(SHORTEST_MS, of.quantile(rank))
  return {
    low: share - half <= 0 ? SHORTEST_MS : at(share - half),
    high: share + half >= 1 ? Number.POSITIVE_INFINITY : at(share + half),
  }
}
