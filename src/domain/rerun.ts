import { createHash } from 'node:crypto'
import type { Rerun } from './failed-jobs.ts'
import { isReleasePlan, type RunPlan, targetOf } from './plan.ts'
import type { Run } from './run.ts'
import { canRunAgain } from './workflows/kept-steps.ts'

/** The failed jobs that a task runs again instead of starting a run of its own. */
export function plannedRerun({ plan }: { readonly plan: RunPlan }): Rerun | undefined {
  if (plan.kind === 'workflow') return plan.continues?.rerun
  return plan.kind === 'build' ? plan.rerun : targetOf({ plan })?.rerun
}

/** The failed jobs of a task that can be run again by themselves; undefined where only the whole can be. */
export function rerunOf(run: Run): Rerun | undefined {
  if (run.parent) return undefined
  const { task, state, failure } = run
  if (state === 'failed' && failure?.failedJobs) return failedIn(run, { ...failure.failedJobs, task })
  // It was to run them again, and has not come to that.
  return isUntried(run) ? plannedRerun(run) : undefined
}

function failedIn(run: Run, rerun: Rerun): Rerun | undefined {
  const step = run.failure?.step
  const isByCi = step !== undefined && run.ci?.[step] !== undefined
  if (run.plan.kind === 'workflow') return isByCi && canRunAgain(run, step) ? { ...rerun, step } : undefined
  if (isByCi) return isReleasePlan(run.plan) ? { ...rerun, step } : undefined
  return targetOf(run) && rerun
}

/** Whether a task has ended before it asked for anything. */
export function isUntried(run: Run): boolean {
  const { state, failure, phase, ci, progress } = run
  const step = plannedRerun(run)?.step
  if (step === undefined) return phase === undefined && (state === 'cancelled' || failure?.objected === true)
  const isOver = state === 'cancelled' || state === 'failed'
  return isOver && ci?.[step] === undefined && (progress?.retries[step] ?? 0) === 0
}

/** The button that asks for it. It decides nothing: the rights of whoever presses it apply. */
export function rerunButton({ task, thread, requestedAt }: Run): string {
  return createHash('sha256')
    .update(JSON.stringify([thread, task, requestedAt, 'rerun']))
    .digest('base64url')
    .slice(0, 24)
}
