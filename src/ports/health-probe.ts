import type { EnvironmentId, ServiceId } from '../domain/ids.ts'
import type { Health } from '../domain/release.ts'

/** Says what is really running, asked of the instance itself. */
export interface HealthProbe {
  /** `unknown`, with a sentence, where the target cannot be asked now or can never tell: no rejection for that. */
  health(service: ServiceId, environment: EnvironmentId): Promise<Health>
}
