import type { Drift, FailedAttempts, RemediationName } from '../domain/drift.ts'
import { targetOf } from '../domain/plan.ts'
import { environmentLabel, runs, serviceLabel } from '../domain/projections.ts'
import type { Run } from '../domain/run.ts'
import type { Documents } from '../ports/event-store.ts'

/** Far more than anybody tries before a person looks. */
const RUNS_LOOKED_AT = 50

/** What has been tried in vain since a drift was found, whoever asked for it. */
export async function failedAttempts(drift: Drift, documents: Documents): Promise<FailedAttempts> {
  const labels = ['deployment', 'failed', serviceLabel(drift.service), environmentLabel(drift.environment)]
  const failed = await documents.list(runs, { labels, limit: RUNS_LOOKED_AT })
  const tried = failed.flatMap((run) => remediationBy(run, drift) ?? [])
  return Object.fromEntries([...new Set(tried)].map((name) => [name, tried.filter((one) => one === name).length]))
}

/** Which remediation a failed run was. What was objected to was never tried. */
function remediationBy({ plan, requestedAt, failure }: Run, drift: Drift): RemediationName | undefined {
  const target = targetOf({ plan })
  if (!target || failure?.objected || requestedAt < drift.foundAt) return undefined
  if (target.kind === 'rollback') return 'roll-back'
  return target.release.sha === drift.expected.sha ? 'redeploy' : undefined
}
