import { rollbackRequest } from '../../changes/plans/rollback.ts'
import { textsIn } from '../../texts/texts-in.ts'
import type { ChangeCapability } from '../capability.ts'

export const rollbackStart = {
  intent: 'rollback.start',
  effect: 'danger',
  spokenOf: /\broll\w*\b.*\bback|\brollback|\brevert|\bgo(?:ing)? back|\bundo/i,
  command: {
    name: 'rollback',
    description: 'Roll back to an earlier version of a service',
    options: [
      { slot: 'service', description: 'Which service', required: true },
      { slot: 'environment', description: 'Which environment', required: true },
      { slot: 'ref', description: 'The version to roll back to; the previous one if left out' },
    ],
  },
  want: async (_, { language }, slots) => ({ kind: 'change', request: rollbackRequest(slots, textsIn(language)) }),
} as const satisfies ChangeCapability
