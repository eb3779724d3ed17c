import { environmentKey, type LiveRelease } from '../domain/environment.ts'
import type { GateFacts } from '../domain/gates/decide-gates.ts'
import type { Served } from '../domain/gates/order.ts'
import type { PlaceLock } from '../domain/gates/place-lock.ts'
import type { KnownChecks } from '../domain/gates/required-checks.ts'
import type { Place } from '../domain/place.ts'
import { drifts, environmentLabel, environments, runs, serviceLabel } from '../domain/projections.ts'
import type { Settings } from '../domain/settings.ts'
import type { Documents } from '../ports/event-store.ts'

/**
 * What decides whether something may run at a place, as the log has it.
 * @param lock The lock that is there, where somebody has read it for their transaction.
 * @param checks Those of the commit that is wanted; see known-checks.ts.
 */
export async function gateFacts(
  { gates }: Pick<Settings, 'gates'>,
  documents: Documents,
  { service, environment }: Place,
  lock?: { readonly open: PlaceLock | undefined },
  checks?: KnownChecks,
): Promise<GateFacts> {
  const { freezes, order, requireChecks } = gates
  const before = order.filter((rule) => rule.environment === environment).map(({ after }) => after)
  const served = await Promise.all(
    before.map(async (after) => [after, await servedAt({ service, environment: after }, documents)] as const),
  )
  const open = lock ? lock.open : (await documents.get(environments, environmentKey(service, environment)))?.lock
  return {
    ...{ freezes, order, served: Object.fromEntries(served) },
    ...(open && { lock: open }),
    ...(requireChecks && { requireChecks }),
    ...(checks && { checks }),
  }
}

/** What serves at a place, and what served there before it. */
async function servedAt({ service, environment }: Place, documents: Documents): Promise<readonly Served[]> {
  const labels = ['open', serviceLabel(service), environmentLabel(environment)]
  const [place, [drift]] = await Promise.all([
    documents.get(environments, environmentKey(service, environment)),
    documents.list(drifts, { labels, limit: 1 }),
  ])
  const { current, previous } = place ?? {}
  if (!current) return []
  const isIll = drift !== undefined || current.stoppedAt !== undefined
  return [
    await served(current, isIll, documents),
    ...(previous
      ? [{ ...(await served(previous, previous.stoppedAt !== undefined, documents)), until: current.at }]
      : []),
  ]
}

async function served(
  { release: { sha, version }, task, at: since }: LiveRelease,
  isIll: boolean,
  documents: Documents,
): Promise<Served> {
  const verdict = (await documents.get(runs, task))?.health?.verdict
  return { sha, version, since, ...((isIll || verdict === 'roll-back') && { ill: true as const }) }
}
