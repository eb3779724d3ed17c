import type { Asker } from '../../access/permissions.ts'
import type { Removal } from '../../domain/plans/unlock.ts'
import type { Slots } from '../../domain/understanding.ts'
import { visibleTo } from '../../queries/visible-to.ts'
import type { AnswerParts, ChangeCapability } from '../capability.ts'
import { placesIn } from './lock.ts'

/** Whoever may approve there may take away somebody else's lock, and says why. */
async function removalBy(parts: AnswerParts, asker: Asker, slots: Slots): Promise<Removal | undefined> {
  const places = await visibleTo(parts, asker, slots, 'change.approve')
  if (places.length === 0) return undefined
  const { reason } = slots
  return {
    environments: places.map(({ environment }) => environment),
    ...(reason !== undefined && { reason: String(reason) }),
  }
}

export const deployUnlock = {
  intent: 'deploy.unlock',
  effect: 'change',
  spokenOf: /\bunlock|\bunfreeze|\bunblock|\blift|\brelease/i,
  async want(parts, asker, slots) {
    const places = await placesIn(parts, asker, slots, 'deploy.unlock')
    const removes = await removalBy(parts, asker, slots)
    return { kind: 'change', request: { kind: 'unlock', by: asker.user, ...places, ...(removes && { removes }) } }
  },
} as const satisfies ChangeCapability
