const SIZE = 400
/** Has no divisor in common with the size, so that every rank comes once, and neighbours are far apart. */
const STRIDE = 157

/** A sample with these percentiles (50th, 90th and 99th), in an order that is neither sorted nor in bursts. */
export function sampleFrom([p50, p90, p99]: readonly number[]): readonly number[] {
  if (p50 === undefined || p90 === undefined || p99 === undefined) return []
  const points = [
    { share: 0, ms: p50 / 2 },
    { share: 0.5, ms: p50 },
    { share: 0.9, ms: p90 },
    { share: 0.99, ms: p99 },
    { share: 1, ms: p99 * 2 },
  ]
  return Array.from({ length: SIZE }, (_, index) => between(points, (((index * STRIDE) % SIZE) + 0.5) / SIZE))
}

interface Point {
  readonly share: number
  readonly ms: number
}

/** On a logarithmic scale, as latencies are. */
function between(points: readonly Point[], share: number): number {
  const upper = points.findIndex((point) => point.share >= share)
  const [from, to] = [points[upper - 1], points[upper]]
  if (from === undefined || to === undefined) throw new RangeError('a share lies between 0 and 1')
  return from.ms * (to.ms / from.ms) ** ((share - from.share) / (to.share - from.share))
}
