import type { TaskId } from '../../domain/ids.ts'
import { isOperation, whereOf } from '../../domain/plan.ts'
import { runs, schedules } from '../../domain/projections.ts'
import { hasSwitched } from '../../domain/run.ts'
import type { Slots } from '../../domain/understanding.ts'
import { planTitle } from '../../texts/plan-words.ts'
import type { Texts } from '../../texts/texts.ts'
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

export async function planCancel(
  { kind, task, reason }: CancelRequest,
  { store }: PlanParts,
  texts: Texts,
): Promise<PlanResult> {
  const words = texts.plans.problem
  const why = reason === undefined ? {} : { reason }
  const scheduled = await store.get(schedules, task)
  if (scheduled?.state.kind === 'open') {
    const { service, environment } = scheduled.plan
    return { kind: 'plan', plan: { kind, task, title: planTitle(scheduled.plan, texts), service, environment, ...why } }
  }
  const run = await store.get(runs, task)
  if (!run && scheduled) return problem(words.hasEnded({ task }))
  if (!run) return unknownTask(task, texts)
  const { state } = run
  if (state !== 'queued' && state !== 'running') return problem(words.endedAs[state]({ task }))
  if (hasSwitched(run)) return problem(words[isOperation(run.plan) ? 'tooLateToStop' : 'tooLate']({ task }))
  if (run.cancelRequested) return problem(words.isCancelling({ task }))
  return { kind: 'plan', plan: { kind, task, title: planTitle(run.plan, texts), ...whereOf(run), ...why } }
}

/** The same for a task that its asker may not see, so that nothing is learned from the difference. */
export function unknownTask(task: TaskId, { plans }: Texts): Problem {
  return problem(plans.problem.unknownTask({ task }))
}
