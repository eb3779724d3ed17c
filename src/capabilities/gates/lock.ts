import type { Asker } from '../../access/permissions.ts'
import type { Slots } from '../../domain/understanding.ts'
import { visibleTo } from '../../queries/visible-to.ts'
import type { AnswerParts, ChangeCapability } from '../capability.ts'

/** Of the places that a request leaves open, those that its person may lock or unlock. */
export async function placesIn(parts: AnswerParts, asker: Asker, slots: Slots, right: string) {
  const places = await visibleTo(parts, asker, slots, right)
  const { service, environment } = slots
  return {
    service: String(service),
    ...(environment !== undefined && { environment: String(environment) }),
    environments: places.map((place) => place.environment),
  }
}

export const deployLock = {
  intent: 'deploy.lock',
  effect: 'change',
  spokenOf: /\block|\bfreeze|\bblock|\bhold/i,
  async want(parts, asker, slots) {
    const { window, reason } = slots
    const request = {
      kind: 'lock' as const,
      ...(await placesIn(parts, asker, slots, 'deploy.lock')),
      ...(window !== undefined && { minutes: Math.ceil(Number(window) / 60) }),
      ...(reason !== undefined && { reason: String(reason) }),
    }
    return { kind: 'change', request }
  },
} as const satisfies ChangeCapability
