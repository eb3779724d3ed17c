import type { TaskId } from '../../../src/domain/ids.ts'
import type { LatencyBucket } from '../../../src/domain/traffic.ts'
import type { MeasuredTraffic, ReleaseTraffic } from '../../../src/ports/traffic.ts'
import { bucketOf, LATENCY_BOUNDS_MS } from './latency-bounds.ts'

/** One request of a user that is over, or whose answer has started. */
export interface Answered {
  /** Whose release had it: the task that put it there. */
  readonly task: string
  readonly failed: boolean
  /** Until the answer started. */
  readonly ms: number
}

/** Counts what becomes of requests, by the minute, and forgets what is older than a day. */
export interface TrafficMeter {
  /** A few additions, since it is done for every request. */
  count(place: string, answered: Answered): void
  /** Both ends in milliseconds since 1970; the minutes that they lie in count as a whole. */
  measured(place: string, since: number, until: number): MeasuredTraffic
}

const MINUTE_MS = 60_000
/** A day: about half a megabyte for a place that is busy in every minute of it. */
export const MINUTES_KEPT = 24 * 60

/** Requests, errors, then one number for each bucket. */
type Counts = Uint32Array
const REQUESTS = 0
const ERRORS = 1
const BUCKETS = 2

interface Minute {
  /** Minutes since 1970. */
  readonly minute: number
  readonly byTask: Map<string, Counts>
}

/** @param now Milliseconds since 1970. From the call on there are figures. */
export function createTrafficMeter(now: () => number): TrafficMeter {
  const startedAt = now()
  const rings = new Map<string, (Minute | undefined)[]>()

  const minuteAt = (place: string, minute: number): Minute => {
    const ring = made(rings, place, () => Array.from<Minute | undefined>({ length: MINUTES_KEPT }))
    const kept = ring[minute % MINUTES_KEPT]
    if (kept?.minute === minute) return kept
    const fresh: Minute = { minute, byTask: new Map() }
    ring[minute % MINUTES_KEPT] = fresh
    return fresh
  }

  return {
    count(place, { task, failed, ms }) {
      const { byTask } = minuteAt(place, minuteOf(now()))
      const counts = made(byTask, task, () => new Uint32Array(BUCKETS + LATENCY_BOUNDS_MS.length))
      add(counts, REQUESTS, 1)
      if (failed) add(counts, ERRORS, 1)
      add(counts, BUCKETS + bucketOf(ms), 1)
    },
    measured(place, since, until) {
      const oldest = minuteOf(now()) - MINUTES_KEPT + 1
      const first = Math.max(minuteOf(since), oldest)
      const minutes = (rings.get(place) ?? []).filter(
        (kept) => kept !== undefined && kept.minute >= first && kept.minute <= minuteOf(until),
      ) as Minute[]
      const from = Math.max(startedAt, oldest * MINUTE_MS, since)
      return { from: new Date(from).toISOString(), releases: byRelease(minutes) }
    },
  }
}

function minuteOf(at: number): number {
  return Math.floor(at / MINUTE_MS)
}

function byRelease(minutes: readonly Minute[]): readonly ReleaseTraffic[] {
  const sums = new Map<string, Counts>()
  for (const { byTask } of minutes.toSorted((a, b) => a.minute - b.minute)) {
    for (const [task, counts] of byTask) {
      const sum = sums.get(task) ?? new Uint32Array(counts.length)
      for (const [index, count] of counts.entries()) add(sum, index, count)
      // Deleted and set again, so that whoever answered last is at the end.
      sums.delete(task)
      sums.set(task, sum)
    }
  }
  return [...sums].map(([task, sum]) => ({
    task: task as TaskId,
    requests: sum[REQUESTS] ?? 0,
    errors: sum[ERRORS] ?? 0,
    latencies: latenciesOf(sum),
  }))
}

function latenciesOf(counts: Counts): readonly LatencyBucket[] {
  return LATENCY_BOUNDS_MS.map((upToMs, index) => ({ upToMs, count: counts[BUCKETS + index] ?? 0 }))
}

/** What stands under the key, made when nothing does. */
function made<Value extends object>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key)
  if (known) return known
  const fresh = make()
  map.set(key, fresh)
  return fresh
}

function add(counts: Counts, index: number, by: number): void {
  counts[index] = (counts[index] ?? 0) + by
}
