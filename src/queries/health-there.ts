import { heldPlaceOf, whereOf } from '../domain/plan.ts'
import type { Health } from '../domain/release.ts'
import type { Run } from '../domain/run.ts'
import type { ReaderScope } from './scope.ts'

/** What is running at this moment where a task changed something; undefined for a build, and for who may not see it. */
export async function healthThere(run: Pick<Run, 'plan'>, scope: ReaderScope): Promise<Health | undefined> {
  const held = heldPlaceOf(run)
  if (!held || !(await scope.mayRead('deploy.status', whereOf(run)))) return undefined
  return scope.delivery.health(held.service, held.environment)
}
