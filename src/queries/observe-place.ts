import type { ObservedPlace } from '../domain/drift.ts'
import { detectDrift } from '../domain/drift-looks.ts'
import type { EnvironmentState } from '../domain/environment.ts'
import { targetOf } from '../domain/plan.ts'
import { runs } from '../domain/projections.ts'
import type { Documents } from '../ports/event-store.ts'
import type { HealthProbe } from '../ports/health-probe.ts'
import type { Recipes } from '../ports/recipes.ts'

/**
 * Holds what serves at a place against what the log says should. Undefined: they are the same, or nothing should serve;
 * `unknown`: its target cannot tell what serves.
 */
export async function observePlace(
  { service, environment, current }: EnvironmentState,
  documents: Documents,
  delivery: HealthProbe & Recipes,
): Promise<ObservedPlace | 'unknown' | undefined> {
  if (!current) return undefined
  const [run, health] = await Promise.all([documents.get(runs, current.task), delivery.health(service, environment)])
  if (health.state === 'unknown') return 'unknown'
  const wanted = delivery.recipe(service, environment)
  return detectDrift(current.release, health, { made: (run && targetOf(run)?.recipe) ?? wanted, wanted })
}
