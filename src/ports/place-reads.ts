import type { ChangeRequest } from '../domain/change-request.ts'
import type { Confirmation } from '../domain/confirmation.ts'
import type { Drift } from '../domain/drift.ts'
import type { EnvironmentState } from '../domain/environment.ts'
import type { PlaceLock } from '../domain/gates/place-lock.ts'
import type { CorrelationId, UserId } from '../domain/ids.ts'
import type { LogLines } from '../domain/log-lines.ts'
import type { Place } from '../domain/place.ts'
import type { Run } from '../domain/run.ts'
import type { TrafficFigures } from '../domain/traffic.ts'
import type { SeenStep } from './seen-step.ts'

/** What people are called, by their ids. */
export type Names = ReadonlyMap<UserId, string>

export interface HoldingFreeze {
  readonly name: string
  readonly reason?: string
  /** ISO 8601 in UTC; left out where it has no end. */
  readonly until?: string
}

/** How a place is at this moment, as far as its reader may see it. */
export interface PlaceNow extends Place {
  /** Undefined where nothing ever happened. */
  readonly state: EnvironmentState | undefined
  /** What changes it. */
  readonly changing?: Run
  /** How the release that is live did when it was looked at last. */
  readonly live?: Run
  readonly lock?: PlaceLock
  readonly freezes: readonly HoldingFreeze[]
  readonly drifts: readonly Drift[]
}

/** What an agent has judged about a task. */
export interface Judgement {
  readonly at: string
  readonly agent: string
  readonly reasons: readonly string[]
  /** Left out where rules judged. */
  readonly model?: string
}

/** A task with all that is known of it. */
export interface SeenTask {
  readonly run: Run
  readonly steps: readonly SeenStep[]
  /** One from the first message to the last reply. */
  readonly correlation: CorrelationId
  readonly confirmation?: Confirmation
  readonly change?: ChangeRequest
  readonly judgements: readonly Judgement[]
  readonly names: Names
}

/** What a place answered in one stretch of time. */
export interface TrafficPoint extends TrafficFigures {
  /** ISO 8601 in UTC. */
  readonly from: string
  readonly until: string
}

/** The traffic of a place around a deployment. */
export interface TrafficAround {
  readonly points: readonly TrafficPoint[]
  /** When users were switched to the release; left out where they were not. */
  readonly switchedAt?: string
  readonly before: TrafficFigures
  /** Left out where users were not switched. */
  readonly after?: TrafficFigures
  /** Why figures are missing, as a sentence. */
  readonly unknown?: string
}

/**
 * What a page about places and deployments shows, on behalf of somebody: what is not theirs to see, they do not find.
 * Each throws {@link NotAllowedError} where its reader may see nothing of the kind at all.
 */
export interface PlaceReads {
  placesNow(by: UserId): Promise<{ readonly places: readonly PlaceNow[]; readonly names: Names }>
  /** Undefined for a task that is not there. */
  taskInFull(by: UserId, task: string): Promise<SeenTask | undefined>
  /** Undefined for a task that is not there or puts nothing into service, and where nothing measures. */
  trafficAround(by: UserId, task: string): Promise<TrafficAround | undefined>
  /** The last lines that a place wrote; undefined where its log cannot be read. @param count At most so many. */
  logAt(by: UserId, place: Place, count: number): Promise<LogLines | undefined>
}
