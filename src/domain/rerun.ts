import { createHash } from 'node:crypto'
import type { Rerun } from './failed-jobs.ts'
import { targetOf } from './plan.ts'
import type { Run } from './run.ts'

/** The failed jobs of a task that can be run again by themselves; undefined where only the whole can be. */
export function rerunOf(run: Run): Rerun | undefined {
  const target = targetOf(run)
  if (!target || run.parent) return undefined
  const { task, state, failure } = run
  if (state === 'failed' && failure?.failedJobs) return { ...failure.failedJobs, task }
  // It was to run them again, and has not come to that.
  return isUntried(run) ? target.rerun : undefined
}

/** Whether a task has ended before it asked for anything. */
export const isUntried = ({ state, failure, phase }: Run): boolean =>
  phase === undefined && (state === 'cancelled' || failure?.objected === true)

/** The button that asks for it. It decides nothing: the rights of whoever presses it apply. */
export function rerunButton({ task, thread, requestedAt }: Run): string {
  return createHash('sha256')
    .update(JSON.stringify([thread, task, requestedAt, 'rerun']))
    .digest('base64url')
    .slice(0, 24)
}
