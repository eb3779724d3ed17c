import type { EnvironmentId, ServiceId } from '../../../src/domain/ids.ts'
import type { Health } from '../../../src/domain/release.ts'
import type { HealthProbe } from '../../../src/ports/health-probe.ts'

/**
 * What a release says of its own health. One bad answer may be chance, a lost connection for example, so it is asked twice
 * more, and what it says in most of its answers counts.
 */
export async function healthOfRelease(
  probe: HealthProbe,
  service: ServiceId,
  environment: EnvironmentId,
): Promise<Health> {
  const first = await probe.health(service, environment)
  if (first.state === 'healthy') return first
  const second = await probe.health(service, environment)
  if (second.state !== 'healthy') return second
  return probe.health(service, environment)
}
