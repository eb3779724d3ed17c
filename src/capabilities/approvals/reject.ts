import type { ChangeId } from '../../domain/change-request.ts'
import type { ChangeCapability } from '../capability.ts'
import { answerToStep } from './answer-to-step.ts'

/** A no to a change request or a step of a workflow; its own person withdraws it. */
export const changeReject = {
  intent: 'change.reject',
  effect: 'change',
  decidesRight: true,
  spokenOf: /\breject|\bdecline|\bwithdraw|\bablehn|\brechaz|\bretir/i,
  async want(_, __, { change, reason, verdict, ...step }) {
    if (change === undefined && step.task !== undefined) return answerToStep({ ...step, reason }, false)
    const answer =
      verdict === 'withdraw'
        ? ({ kind: 'withdraw' } as const)
        : ({ kind: 'reject', ...(reason !== undefined && { reason: String(reason) }) } as const)
    return { kind: 'answer-change', change: String(change) as ChangeId, answer }
  },
} as const satisfies ChangeCapability
