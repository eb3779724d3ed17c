import type { ChangeCapability } from '../capability.ts'
import { placesIn } from './lock.ts'

export const deployUnlock = {
  intent: 'deploy.unlock',
  effect: 'change',
  spokenOf: /\bunlock|\bunfreeze|\bunblock|\blift|\brelease/i,
  async want(parts, asker, slots) {
    const places = await placesIn(parts, asker, slots, 'deploy.unlock')
    return { kind: 'change', request: { kind: 'unlock', by: asker.user, ...places } }
  },
} as const satisfies ChangeCapability
