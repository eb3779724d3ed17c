import type { EnvironmentId, ServiceId } from './ids.ts'

/** Where a service runs. */
export interface Place {
  readonly service: ServiceId
  readonly environment: EnvironmentId
}
