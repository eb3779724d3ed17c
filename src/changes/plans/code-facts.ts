import { countChecks } from '../../domain/commit-checks.ts'
import type { ServiceId } from '../../domain/ids.ts'
import type { DeployPlan } from '../../domain/plans/deploy.ts'
import type { Release } from '../../domain/release.ts'
import type { ServiceCode } from '../../ports/code-host.ts'

/** What the host of a repository shows of a release: nothing where there is no host, or none that answers. */
export async function codeFacts(
  code: ServiceCode,
  service: ServiceId,
  from: Release | undefined,
  { sha }: Release,
): Promise<Pick<DeployPlan, 'links' | 'checks'>> {
  const links = code.linksOf(service)
  if (!links) return {}
  const found = await code.checksOf(service, sha)
  const checks = 'problem' in found ? undefined : countChecks(found)
  const compare = from && from.sha !== sha ? links.compare(from.sha, sha) : undefined
  return {
    links: { commit: links.commit(sha), ...(compare !== undefined && { compare }) },
    ...(checks && { checks }),
  }
}
