import type { EnvironmentId, ServiceId, TaskId } from '../domain/ids.ts'
import type { TrafficFigures } from '../domain/traffic.ts'

/** What one release answered, known by the task that put it there. */
export interface ReleaseTraffic extends TrafficFigures {
  readonly task: TaskId
}

export interface MeasuredTraffic {
  /** There are figures from here on: later than asked for when nobody measured before. ISO 8601 in UTC. */
  readonly from: string
  /** Ordered by when each last answered somebody, the latest at the end; those that nobody asked anything are left out. */
  readonly releases: readonly ReleaseTraffic[]
  /** Why the requests are not known at this moment, as a sentence: then there are no releases, which does not mean no requests. */
  readonly unknown?: string
  /** Releases of which nobody can tell, though others have figures: each with why, as a sentence. */
  readonly unseen?: readonly { readonly task: TaskId; readonly why: string }[]
}

/** Knows what became of the requests of users. */
export interface Traffic {
  /** By whole minutes: those that `since` and `until` lie in count as a whole. Undefined: this delivery measures nothing. */
  measured(
    service: ServiceId,
    environment: EnvironmentId,
    since: Date,
    until: Date,
  ): Promise<MeasuredTraffic | undefined>
}

/** Says where figures come from. */
export interface TrafficOrigin {
  /** How its requests are counted, in words that follow "Counted": "at the proxy". */
  howCounted(service: ServiceId): string
}
