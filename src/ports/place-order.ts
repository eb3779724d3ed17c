import type { EnvironmentId, ServiceId, TaskId } from '../domain/ids.ts'

/** What a task wants done with what runs at one place. */
export interface PlaceOrder {
  readonly task: TaskId
  /** With the task it names the run among all that there ever were: numbers of tasks may repeat in another log. */
  readonly run?: string
  /** Rises with every attempt: an order with an older one than the newest seen for the place changes nothing. */
  readonly fencingToken: number
  readonly service: ServiceId
  readonly environment: EnvironmentId
  /** Since when it is in the phase that it has reported last, ISO 8601 in UTC; left out before the first. */
  readonly since?: string
}
