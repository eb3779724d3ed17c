import { type EnvironmentState, environmentKey } from '../domain/environment.ts'
import { heldPlaceOf } from '../domain/plan.ts'
import { environments } from '../domain/projections.ts'
import type { Run } from '../domain/run.ts'
import type { Documents } from '../ports/event-store.ts'

/** What a task changes, as it is now; undefined for a build, which changes nothing that serves. */
export async function placeOf(run: Pick<Run, 'plan'>, documents: Documents): Promise<EnvironmentState | undefined> {
  const held = heldPlaceOf(run)
  return held && documents.get(environments, environmentKey(held.service, held.environment))
}
