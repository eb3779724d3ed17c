import type { EnvironmentId, ServiceId } from './ids.ts'

/** Where a service runs. */
export interface Place {
  readonly service: ServiceId
  readonly environment: EnvironmentId
}

/** One service, in one environment or apart from any; neither, for what is about the whole. */
export interface Whereabouts {
  readonly service?: ServiceId
  readonly environment?: EnvironmentId
}
