import type { TaskId } from '../../domain/ids.ts'
import type { Slots } from '../../domain/understanding.ts'
import type { StepAnswer } from '../../domain/workflows/approval.ts'

/** A word on a step of a workflow's run, from what was said. */
export function answerToStep({ task, step, reason }: Slots, yes: boolean) {
  const answer: StepAnswer = {
    task: String(task) as TaskId,
    yes,
    ...(step !== undefined && { step: String(step) }),
    ...(reason !== undefined && { reason: String(reason) }),
  }
  return { kind: 'answer-step', ...answer } as const
}
