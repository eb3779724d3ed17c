import { runFrom } from '../domain/histories.ts'
import type { TaskId } from '../domain/ids.ts'
import { runs } from '../domain/projections.ts'
import { hasEnded, runStream } from '../domain/run.ts'
import type { RunEvent } from '../domain/run-events.ts'
import { correlationOf } from '../queries/correlation.ts'
import { appendToRun } from '../runs/end-run.ts'
import { transact } from '../runtime/transact.ts'
import { textsIn } from '../texts/texts-in.ts'
import type { RestoringParts } from './parts.ts'

/**
 * Tasks that were in progress may have ended since, and others may have changed the same places: none continues. Nothing is taken
 * back, either. Those that were done for a workflow come first, since their end continues it.
 */
export async function endRuns(parts: RestoringParts): Promise<number> {
  const active = await parts.store.list(runs, { labels: ['active'] })
  const ordered = [...active.filter(({ parent }) => parent), ...active.filter(({ parent }) => !parent)]
  for (const { task } of ordered) await endRun(parts, task)
  return active.length
}

async function endRun({ store, clock, workflows }: RestoringParts, task: TaskId): Promise<void> {
  const stream = runStream(task)
  const now = clock.now()
  const cause = { correlationId: await correlationOf(store, stream), actor: 'shipmate' }
  await transact(store, cause, now, async (transaction) => {
    const run = runFrom(await transaction.read(stream))
    if (!run || hasEnded(run)) return
    const { ended: reason, look: nextStep } = textsIn(run.language).restored
    const { plan } = run
    // Not a fault of what was to be released.
    const end: RunEvent = { type: `cicd.${plan.kind}.failed`, task, plan, reason, nextStep, objected: true }
    await appendToRun(transaction, run, [end], workflows, now)
  })
}
