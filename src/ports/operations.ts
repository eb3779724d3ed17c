import type { UserId } from '../domain/ids.ts'
import type { Alert } from '../domain/own-health/alerts.ts'
import type { Topology } from '../domain/topology.ts'

export interface RaisedAlert extends Alert {
  /** Since when, as this process has seen it: ISO 8601 in UTC. */
  readonly since: string
}

/** How the bot itself does, for those who may see who works for it; throws {@link NotAllowedError} for others. */
export interface Operations {
  /** The worst first; empty when all is well. */
  alerts(by: UserId): Promise<readonly RaisedAlert[]>
  /** Who calls whom. @param days So many days of UTC, today included. */
  topology(by: UserId, days: number): Promise<Topology>
}
