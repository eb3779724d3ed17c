import { releaseOf } from '../plan.ts'
import type { Run } from '../run.ts'
import type { StepOutcome } from '../run-decisions.ts'
import { isRunCompleted, isRunFailed, type RunEnded } from '../run-events.ts'
import { isUndo } from './as-workflow.ts'

/** What the end of a task means for the step that waits for it; undefined when the step waits for it no longer. */
export function outcomeOfTask(parent: Run, step: string, end: RunEnded): StepOutcome | undefined {
  const awaited = parent.progress?.awaited[step]
  if (parent.steps[step] !== 'waiting' || awaited?.kind !== 'task' || awaited.task !== end.task) return undefined
  if (isRunCompleted(end)) {
    const release = releaseOf(end)
    const about = release ? { version: release.version, sha: release.sha } : {}
    return { kind: 'done', outputs: { task: end.task, ...about } }
  }
  if (parent.progress?.overdue.includes(step)) {
    const reason = `${end.task} took longer than the step allows.`
    return { kind: 'failed', reason, nextStep: 'Look at where it hangs, or give the step a longer timeout.' }
  }
  if (isRunFailed(end)) return { kind: 'failed', reason: end.reason, nextStep: end.nextStep }
  // A cancelled undo has undone nothing, and people are told.
  if (parent.cancelRequested && !isUndo(step)) return { kind: 'cancelled' }
  return { kind: 'failed', reason: `${end.task} was cancelled.`, nextStep: `Say “retry ${parent.task}” to continue.` }
}
