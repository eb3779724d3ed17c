/** How many requests took up to so long, and longer than the next smaller bound. */
export interface LatencyBucket {
  readonly upToMs: number
  readonly count: number
}

/** What became of the requests of users. */
export interface TrafficFigures {
  readonly requests: number
  /** Those that failed on the side of the service. */
  readonly errors: number
  /** How long it took until the answers started, by rising bounds; also bounds that no request fell under. */
  readonly latencies: readonly LatencyBucket[]
}

export const NO_TRAFFIC: TrafficFigures = { requests: 0, errors: 0, latencies: [] }

/** All of it together. Nothing is lost or counted twice. */
export function mergedTraffic(parts: readonly TrafficFigures[]): TrafficFigures {
  const latencies = new Map<number, number>()
  for (const { upToMs, count } of parts.flatMap((part) => part.latencies))
    latencies.set(upToMs, (latencies.get(upToMs) ?? 0) + count)
  return {
    requests: parts.reduce((sum, { requests }) => sum + requests, 0),
    errors: parts.reduce((sum, { errors }) => sum + errors, 0),
    latencies: [...latencies].map(([upToMs, count]) => ({ upToMs, count })).sort((a, b) => a.upToMs - b.upToMs),
  }
}

/** The share of requests that failed; undefined when there were none. */
export function errorRate({ requests, errors }: TrafficFigures): number | undefined {
  return requests === 0 ? undefined : errors / requests
}

/**
 * The time in milliseconds that a share of the requests stays within, evenly spread within a bucket as Prometheus reckons;
 * 0 when there were none.
 */
export function latencyQuantile(latencies: readonly LatencyBucket[], share: number): number {
  const buckets = latencies.filter(({ count }) => count > 0).toSorted((a, b) => a.upToMs - b.upToMs)
  const edges = latencies.map(({ upToMs }) => upToMs).toSorted((a, b) => a - b)
  const count = buckets.reduce((sum, one) => sum + one.count, 0)
  let rank = Math.min(Math.max(share, 0), 1) * count
  for (const { upToMs, count: held } of buckets) {
    if (rank > held) {
      rank -= held
      continue
    }
    const lower = edges.findLast((edge) => edge < upToMs) ?? 0
    return lower + (upToMs - lower) * (rank / held)
  }
  return buckets.at(-1)?.upToMs ?? 0
}

/** How large a share of a place's requests failed in one stretch of time; null where there were none, or nobody knows. */
export interface RatePoint {
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly rate: number | null
}
