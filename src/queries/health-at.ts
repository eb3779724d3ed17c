import { BotError } from '../domain/errors.ts'
import type { Place } from '../domain/place.ts'
import type { Health } from '../domain/release.ts'
import type { HealthProbe } from '../ports/health-probe.ts'

/** How a place is, among many: one whose target does not answer must not hide the others. */
export async function healthAt(probe: HealthProbe, { service, environment }: Place): Promise<Health> {
  try {
    return await probe.health(service, environment)
  } catch (error) {
    if (!(error instanceof BotError)) throw error
    return { state: 'unknown', sentence: error.userMessage }
  }
}
