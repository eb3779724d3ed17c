import type { Run } from '../run.ts'
import type { RunEvent } from '../run-events.ts'
import type { Workflow, WorkflowStep } from '../workflow.ts'
import { isUndo, stepNamed } from './as-workflow.ts'

/**
 * Stops the steps that only wait, for a moment, an event or an approval: no worker has them in hand, and nothing need be
 * undone. A task that is waited for ends by itself.
 * @param isConcerned Which of them.
 */
export function stopWaits(
  { task, steps, progress }: Run,
  workflow: Workflow,
  isConcerned: (step: WorkflowStep) => boolean = () => true,
): readonly RunEvent[] {
  return Object.entries(steps).flatMap(([id, state]): readonly RunEvent[] => {
    const step = isUndo(id) ? undefined : stepNamed(workflow, id)
    if (!step || !isConcerned(step)) return []
    const isWait = state === 'paused' && step.worker === undefined
    const isIdle = state === 'waiting' && progress?.awaited[id]?.kind !== 'task'
    return isWait || isIdle ? [{ type: 'run.step.cancelled', task, step: id }] : []
  })
}

/** Stops what no worker has in hand: what waits, and what was only asked for. */
export function stopIdle(run: Run, workflow: Workflow): readonly RunEvent[] {
  const { task, steps } = run
  const asked = Object.keys(steps).filter((id) => steps[id] === 'requested' && !isUndo(id))
  return [...stopWaits(run, workflow), ...asked.map((step): RunEvent => ({ type: 'run.step.cancelled', task, step }))]
}
