import type { RequestCounts } from '../domain/error-budget.ts'
import type { EnvironmentId, ServiceId } from '../domain/ids.ts'

/** What all releases of a place together answered. */
export interface CountedTraffic extends RequestCounts {
  /** Counted from here on: later than asked for when nobody counted before, earlier by less than an hour else. ISO 8601 in UTC. */
  readonly from: string
  /** Why the counts are not known, as a sentence; they are 0 then, and say nothing. */
  readonly unknown?: string
}

/** Remembers for weeks how many requests of users failed, even across restarts of whoever counts. */
export interface TrafficHistory {
  /** By whole hours: those that `since` and `until` lie in count as a whole. Undefined: nobody counts here. */
  counted(service: ServiceId, environment: EnvironmentId, since: Date, until: Date): Promise<CountedTraffic | undefined>
}
