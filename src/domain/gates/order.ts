import type { EnvironmentId, Sha } from '../ids.ts'

/** A release goes to `environment` only after it has served in `after` for a while, as the configuration says it. */
export interface OrderRule {
  readonly environment: EnvironmentId
  readonly after: EnvironmentId
  /** How long it must have been healthy there. */
  readonly healthyMinutes: number
}

/** A release that serves at a place, or served there last. Times are ISO 8601 in UTC. */
export interface Served {
  readonly sha: Sha
  readonly version: string
  readonly since: string
  /** Absent while it serves. */
  readonly until?: string
  /** Something speaks against it: what watches it, or that it is stopped or not as it should be. */
  readonly ill?: true
}
