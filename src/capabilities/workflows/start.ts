import { workflowRequest } from '../../changes/plans/workflow.ts'
import { textsIn } from '../../texts/texts-in.ts'
import type { ChangeCapability } from '../capability.ts'

export const workflowStart = {
  intent: 'workflow.start',
  effect: 'change',
  spokenOf: /\brun|\bstart|\bworkflow|\bkick|\btrigger|\bexecute|\blaunch/i,
  want: async ({ settings }, { language }, slots) => ({
    kind: 'change',
    request: workflowRequest(slots, settings, textsIn(language)),
  }),
} as const satisfies ChangeCapability
