import type { EnvironmentId, ServiceId, Sha, TaskId } from '../domain/ids.ts'

/** A release that serves at a place, has served there, or is a canary there. */
export interface PlaceRelease {
  readonly task: TaskId
  readonly version: string
  readonly sha: Sha
  /** Since when users may have it. ISO 8601 in UTC. */
  readonly since: string
}

/** The releases whose requests are worth telling apart there, the oldest first. */
export type PlaceReleases = (service: ServiceId, environment: EnvironmentId) => Promise<readonly PlaceRelease[]>
