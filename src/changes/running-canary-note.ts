import type { EnvironmentId, ServiceId } from '../domain/ids.ts'
import { environmentLabel, runs, serviceLabel } from '../domain/projections.ts'
import type { Documents } from '../ports/event-store.ts'

/** Whoever wants to go back while a canary stands there may mean that one: a rollback is of what serves, and waits for it. */
export async function runningCanaryNote(
  service: ServiceId,
  environment: EnvironmentId,
  documents: Documents,
): Promise<string | undefined> {
  const labels = ['deployment', 'active', serviceLabel(service), environmentLabel(environment)]
  const run = (await documents.list(runs, { labels })).find(({ phase }) => phase === 'canary')
  if (!run) return undefined
  return `${run.plan.release.version} is only a canary there so far. To put it back at once: cancel ${run.task}.`
}
