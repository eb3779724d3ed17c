import { deployRequest } from '../../changes/plans/deploy.ts'
import { DEPLOY_STRATEGIES } from '../../domain/release.ts'
import { textsIn } from '../../texts/texts-in.ts'
import type { ChangeCapability } from '../capability.ts'
import { wantedForRings } from './ring-request.ts'

export const deployStart = {
  intent: 'deploy.start',
  effect: 'change',
  spokenOf: /\b(?:re)?deploy|\bship|\brelease|\bpromote/i,
  command: {
    name: 'deploy',
    options: [
      { slot: 'service', required: true },
      { slot: 'environment', required: true },
      { slot: 'ref' },
      { slot: 'strategy', choices: DEPLOY_STRATEGIES },
    ],
  },
  want: async (parts, asker, slots) => {
    const texts = textsIn(asker.language)
    const rings = await wantedForRings(parts, asker, slots, texts)
    return rings ?? { kind: 'change', request: deployRequest(slots, texts) }
  },
} as const satisfies ChangeCapability
