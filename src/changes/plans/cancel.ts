import type { TaskId } from '../../domain/ids.ts'
import { planTitle, whereOf } from '../../domain/plan.ts'
import { runs } from '../../domain/projections.ts'
import { hasEnded, hasSwitched } from '../../domain/run.ts'
import type { Slots } from '../../domain/understanding.ts'
import { type PlanParts, type PlanResult, type Problem, problem } from './planned.ts'

export interface CancelRequest {
  readonly kind: 'cancel'
  readonly task: TaskId
  readonly reason?: string
}

/** @param slots Complete. */
export function cancelRequest({ task, reason }: Slots): CancelRequest {
  return { kind: 'cancel', task: String(task) as TaskId, ...(reason !== undefined && { reason: String(reason) }) }
}

export async function planCancel({ kind, task, reason }: CancelRequest, { store }: PlanParts): Promise<PlanResult> {
  const run = await store.get(runs, task)
  if (!run) return unknownTask(task)
  if (hasEnded(run)) {
    return problem(`${task} has already ended: it ${run.state === 'cancelled' ? 'was cancelled' : run.state}.`)
  }
  if (hasSwitched(run)) return problem(tooLate(task))
  const why = reason === undefined ? {} : { reason }
  return { kind: 'plan', plan: { kind, task, title: planTitle(run.plan), ...whereOf(run), ...why } }
}

/** The same for a task that its asker may not see, so that nothing is learned from the difference. */
export function unknownTask(task: TaskId): Problem {
  return problem(`${task} does not exist, or you may not cancel it. Say “list tasks” for what there is.`)
}

export function tooLate(task: TaskId): string {
  return `${task} has already switched to the new release. Roll back if you want the old one.`
}
