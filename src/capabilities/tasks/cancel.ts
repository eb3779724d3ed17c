import { cancelRequest } from '../../changes/plans/cancel.ts'
import type { ChangeCapability } from '../capability.ts'

export const taskCancel = {
  intent: 'task.cancel',
  effect: 'danger',
  spokenOf: /\bcancel|\babort|\bstop|\bkill/i,
  want: async (_, __, slots) => ({ kind: 'change', request: cancelRequest(slots) }),
} as const satisfies ChangeCapability
