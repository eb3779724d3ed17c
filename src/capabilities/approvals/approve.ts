import type { ChangeId } from '../../domain/change-request.ts'
import type { ChangeCapability } from '../capability.ts'
import { answerToStep } from './answer-to-step.ts'

/** A yes to a change request or a step of a workflow, or its start in an emergency. */
export const changeApprove = {
  intent: 'change.approve',
  effect: 'danger',
  decidesRight: true,
  spokenOf: /\bapprov|\bgenehmig|\bapr(?:ue|o)b/i,
  async want(_, __, { change, conditions, reason, verdict, ...step }) {
    if (change === undefined && step.task !== undefined) return answerToStep(step, true)
    const answer =
      verdict === 'break-glass'
        ? ({ kind: 'break-glass', reason: String(reason ?? '') } as const)
        : ({ kind: 'approve', ...(conditions !== undefined && { conditions: String(conditions) }) } as const)
    return { kind: 'answer-change', change: String(change) as ChangeId, answer }
  },
} as const satisfies ChangeCapability
