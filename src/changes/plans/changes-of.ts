import type { ServiceId } from '../../domain/ids.ts'
import { COMMITS_COUNTED, COMMITS_SHOWN, type DeployPlan } from '../../domain/plans/deploy.ts'
import type { Release } from '../../domain/release.ts'
import type { Source } from '../../ports/source.ts'

/** The commits between two releases, and those between them in the opposite direction. */
export async function changesOf(
  source: Source,
  service: ServiceId,
  from: Release | undefined,
  to: Release,
): Promise<Pick<DeployPlan, 'commits' | 'commitCount' | 'opposite'>> {
  const [commits, opposite] = await Promise.all([
    commitsThat(source, service, from, to),
    // After a rewritten history the live commit may be gone; which commits are removed is then unknown.
    from && commitsThat(source, service, to, from).catch(() => undefined),
  ])
  return { ...commits, ...(opposite && opposite.commitCount > 0 && { opposite }) }
}

async function commitsThat(
  source: Source,
  service: ServiceId,
  from: Release | undefined,
  to: Release,
): Promise<Pick<DeployPlan, 'commits' | 'commitCount'>> {
  const commits = await source.commitsBetween(service, from?.sha, to.sha, COMMITS_COUNTED)
  return { commits: commits.slice(0, COMMITS_SHOWN), commitCount: commits.length }
}
