import type { ChangeId } from '../../domain/change-request.ts'
import type { ChangeCapability } from '../capability.ts'

/** A no to a change request; its own person withdraws it. */
export const changeReject = {
  intent: 'change.reject',
  effect: 'change',
  decidesRight: true,
  spokenOf: /\breject|\bdecline|\bwithdraw|\bablehn|\brechaz|\bretir/i,
  async want(_, __, { change, reason, verdict }) {
    const answer =
      verdict === 'withdraw'
        ? ({ kind: 'withdraw' } as const)
        : ({ kind: 'reject', ...(reason !== undefined && { reason: String(reason) }) } as const)
    return { kind: 'answer-change', change: String(change) as ChangeId, answer }
  },
} as const satisfies ChangeCapability
