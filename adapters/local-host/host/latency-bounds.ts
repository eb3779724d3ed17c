const DECADE = [1, 1.21, 1.47, 1.78, 2.15, 2.61, 3.16, 3.83, 4.64, 5.62, 6.81, 8.25]
const DECADES = [1, 10, 100, 1_000, 10_000]

/**
 * Upper bounds of the buckets in milliseconds, from 1 ms to 100 s. Each is about 21 % above the one before: a release of
 * the same speed that falls just on the other side of a bound does not look slower by the quarter that the monitor acts on.
 */
export const LATENCY_BOUNDS_MS: readonly number[] = [
  ...DECADES.flatMap((decade) => DECADE.map((bound) => Math.round(bound * decade * 100) / 100)),
  100_000,
]

/** The index of the first bound that is not exceeded; what takes longer than all of them counts to the last. */
export function bucketOf(ms: number): number {
  let low = 0
  let high = LATENCY_BOUNDS_MS.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (ms <= (LATENCY_BOUNDS_MS[middle] ?? 0)) high = middle
    else low = middle + 1
  }
  return low
}
