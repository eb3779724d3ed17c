import { buildRequest } from '../../changes/plans/build.ts'
import type { ChangeCapability } from '../capability.ts'

export const buildStart = {
  intent: 'build.start',
  effect: 'change',
  spokenOf: /\b(?:re)?build/i,
  want: async (_, __, slots) => ({ kind: 'change', request: buildRequest(slots) }),
} as const satisfies ChangeCapability
