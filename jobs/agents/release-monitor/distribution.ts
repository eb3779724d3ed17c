import { type LatencyBucket, latencyQuantile } from '../../../src/domain/traffic.ts'
import type { Latencies } from './evidence.ts'

/** Latencies in a form that quantiles can be asked of. */
export interface Distribution {
  readonly count: number
  /** The latency in milliseconds that a share of the requests stays within. */
  readonly quantile: (share: number) => number
  /**
   * By how much the variance of a share is greater than if each request stood for itself: slow requests come in bursts,
   * so a thousand of them say less than a thousand independent ones.
   */
  readonly clumping: (share: number) => number
}

export function distribution(latencies: Latencies): Distribution {
  return isSample(latencies) ? ofSample(latencies) : ofHistogram(latencies)
}

function isSample(latencies: Latencies): latencies is readonly number[] {
  return latencies.every((one: unknown) => typeof one === 'number')
}

function ofSample(sample: readonly number[]): Distribution {
  const sorted = Float64Array.from(sample).sort()
  const quantile = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? 0
  return { count: sorted.length, quantile, clumping: (share) => batchClumping(sample, quantile(share)) }
}

const BATCHES = 25
/** Batches of fewer show no more than chance. */
const SMALLEST_BATCH = 8

/** By batch means: how much the share of slow requests differs from one stretch of time to the next. */
function batchClumping(sample: readonly number[], limit: number): number {
  const size = Math.floor(sample.length / BATCHES)
  if (size < SMALLEST_BATCH) return CLUMPING_UNKNOWN
  const shares = Array.from({ length: BATCHES }, (_, batch) => {
    const part = sample.slice(batch * size, (batch + 1) * size)
    return part.filter((one) => one > limit).length / size
  })
  const mean = shares.reduce((sum, one) => sum + one, 0) / BATCHES
  if (mean === 0 || mean === 1) return CLUMPING_UNKNOWN
  const variance = shares.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (BATCHES - 1)
  return Math.max(1, (variance * size) / (mean * (1 - mean)))
}

/** What is assumed where the order of the requests is not known, or there are too few. */
const CLUMPING_UNKNOWN = 4

function ofHistogram(histogram: readonly LatencyBucket[]): Distribution {
  return {
    count: histogram.reduce((sum, one) => sum + one.count, 0),
    clumping: () => CLUMPING_UNKNOWN,
    quantile: (share) => latencyQuantile(histogram, share),
  }
}
