import { deviceLabel, runs, serviceLabel } from '../domain/projections.ts'
import { ATTEMPTS_COUNT_FOR_MS } from '../domain/repair-policy.ts'
import type { Run } from '../domain/run.ts'
import type { Documents } from '../ports/event-store.ts'

/** More than anybody tries on one device in a day. */
const RUNS_LOOKED_AT = 20

/** The fixes of a service on a device that count today, whoever asked for them; those that never started do not. */
export async function repairAttempts(
  { service, device }: { readonly service: string; readonly device: string },
  now: Date,
  documents: Documents,
): Promise<readonly Run[]> {
  const labels = ['repair', serviceLabel(service), deviceLabel(device)]
  const found = await documents.list(runs, { labels, limit: RUNS_LOOKED_AT })
  return found.filter(
    ({ requestedAt, endedAt, state, failure }) =>
      now.getTime() - Date.parse(endedAt ?? requestedAt) < ATTEMPTS_COUNT_FOR_MS &&
      state !== 'cancelled' &&
      !failure?.objected,
  )
}
