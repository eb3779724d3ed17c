import type { EnvironmentState } from '../../domain/environment.ts'
import { type Comparable, comesToTheSame } from '../../domain/plan.ts'
import { runs } from '../../domain/projections.ts'
import { hasEnded } from '../../domain/run.ts'
import type { Documents } from '../../ports/event-store.ts'
import type { Texts } from '../../texts/texts.ts'

/** Nobody is asked to confirm what the last task in the queue is already doing. @returns A sentence that says so. */
export async function doingTheSame(
  live: EnvironmentState | undefined,
  wanted: Comparable,
  documents: Documents,
  { plans }: Texts,
): Promise<string | undefined> {
  const last = [live?.holder, ...(live?.waiting ?? [])].findLast((task) => task !== undefined)
  const run = last && (await documents.get(runs, last))
  if (!run || hasEnded(run) || run.cancelRequested || !comesToTheSame(run.plan, wanted)) return undefined
  return plans.problem.alreadyDoing(run)
}
