import type { EnvironmentId, ServiceId } from '../domain/ids.ts'
import { environmentLabel, runs, serviceLabel } from '../domain/projections.ts'
import type { Documents } from '../ports/event-store.ts'

/** A rollback asked for during a canary may mean the canary, but would wait for it and roll back the live release. */
export async function runningCanaryNote(
  service: ServiceId,
  environment: EnvironmentId,
  documents: Documents,
): Promise<string | undefined> {
  const labels = ['deployment', 'active', serviceLabel(service), environmentLabel(environment)]
  const run = (await documents.list(runs, { labels })).find(({ phase }) => phase === 'canary')
  if (!run) return undefined
  return `${run.plan.release.version} is only a canary so far. To stop it now: cancel ${run.task}.`
}
