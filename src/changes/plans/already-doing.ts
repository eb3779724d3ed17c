import type { EnvironmentState } from '../../domain/environment.ts'
import type { TaskId } from '../../domain/ids.ts'
import { comesToTheSame, type RunPlan } from '../../domain/plan.ts'
import { runs } from '../../domain/projections.ts'
import { hasEnded } from '../../domain/run.ts'
import type { Documents } from '../../ports/event-store.ts'

/** Nobody is asked to confirm what the last task in the queue is already doing. @returns A sentence that says so. */
export async function doingTheSame(
  live: EnvironmentState | undefined,
  wanted: Pick<RunPlan, 'kind' | 'release'>,
  documents: Documents,
): Promise<string | undefined> {
  const last = [live?.holder, ...(live?.waiting ?? [])].findLast((task) => task !== undefined)
  const run = last && (await documents.get(runs, last))
  if (!run || hasEnded(run) || run.cancelRequested || !comesToTheSame(run.plan, wanted)) return undefined
  return alreadyDoing(run.task)
}

export function alreadyDoing(task: TaskId): string {
  return `${task} is doing exactly that already; I did not start it twice.`
}
