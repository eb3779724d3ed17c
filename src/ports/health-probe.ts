import type { EnvironmentId, ServiceId } from '../domain/ids.ts'
import type { Health } from '../domain/release.ts'

/** Says what is really running, asked of the instance itself. */
export interface HealthProbe {
  health(service: ServiceId, environment: EnvironmentId): Promise<Health>
}
