import { rollbackRequest } from '../../changes/plans/rollback.ts'
import { textsIn } from '../../texts/texts-in.ts'
import type { ChangeCapability } from '../capability.ts'

export const rollbackStart = {
  intent: 'rollback.start',
  effect: 'danger',
  spokenOf: /\broll\w*\b.*\bback|\brollback|\brevert|\bgo(?:ing)? back|\bundo/i,
  command: {
    name: 'rollback',
    options: [{ slot: 'service', required: true }, { slot: 'environment', required: true }, { slot: 'ref' }],
  },
  want: async (_, { language }, slots) => ({ kind: 'change', request: rollbackRequest(slots, textsIn(language)) }),
} as const satisfies ChangeCapability
