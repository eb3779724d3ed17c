import { type Metrics, noopMetrics } from '../ports/metrics.ts'
import type { Undelivered } from '../ports/undelivered.ts'

/** What was given up since the start, for `/ready`, `doctor` and whoever draws figures. */
export interface UndeliveredCount {
  add(platform: string, why: Undelivered): void
  /** By why; empty where everything has arrived. */
  of(platform: string): Readonly<Record<string, number>>
}

export function countUndelivered(metrics: Metrics = noopMetrics): UndeliveredCount {
  const counts = new Map<string, Record<string, number>>()
  return {
    add(platform, reason) {
      const known = counts.get(platform) ?? {}
      counts.set(platform, { ...known, [reason]: (known[reason] ?? 0) + 1 })
      metrics.add('messagesUndelivered', { platform, reason })
    },
    of: (platform) => counts.get(platform) ?? {},
  }
}
