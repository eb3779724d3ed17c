import { pruneReleases } from '../../../adapters/workspace/prune-releases.ts'
import type { ServiceId, Sha } from '../../domain/ids.ts'
import { targetOf } from '../../domain/plan.ts'
import { environments, runs, serviceLabel } from '../../domain/projections.ts'
import type { DeployOrder } from '../../ports/deployer.ts'
import type { Documents } from '../../ports/event-store.ts'
import type { DeliveredService, Means } from './delivery-kinds.ts'

export interface PruningParts extends Pick<Means, 'workspace' | 'host' | 'log'> {
  readonly services: ReadonlyMap<ServiceId, DeliveredService>
  /** The commits that a service may be asked for at any moment. */
  readonly neededReleases: (service: ServiceId) => Promise<readonly Sha[]>
}

/** What serves anywhere, as the log has it, what a rollback leads to, and what a task that has not ended works with. */
export async function releasesInLog(documents: Documents, service: ServiceId): Promise<readonly Sha[]> {
  const [places, active] = await Promise.all([
    documents.list(environments, { labels: [serviceLabel(service)] }),
    documents.list(runs, { labels: ['active', serviceLabel(service)] }),
  ])
  const live = places.flatMap(({ current, previous }) => [current, previous]).flatMap((one) => one?.release.sha ?? [])
  return [...live, ...active.flatMap((run) => targetOf(run)?.release.sha ?? [])]
}

/** Removes releases that nobody needs any more, after a deployment. What goes wrong there is no fault of the deployment. */
export async function pruneAfter({ service: id, release, from }: DeployOrder, parts: PruningParts): Promise<void> {
  const { services, workspace, host, log, neededReleases } = parts
  const keep = services.get(id)?.keep
  if (keep === undefined) return
  try {
    const needed = [...(await neededReleases(id)), release.sha, ...(from ? [from.sha] : [])]
    const foldersInUse = (await host.state()).instances.map(({ folder }) => folder)
    const gone = await pruneReleases({ ...workspace, service: id, keep, needed, foldersInUse })
    if (gone.length > 0)
      log(`removed ${gone.length} old releases of ${id}: ${gone.map((sha) => sha.slice(0, 7)).join(', ')}`)
  } catch (error) {
    log(`old releases of ${id} could not be removed: ${String(error)}`)
  }
}
