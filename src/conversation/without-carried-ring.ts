import { isRead } from '../capabilities/capabilities.ts'
import { namesRings } from '../domain/rings-of-service.ts'
import type { Settings } from '../domain/settings.ts'
import type { DialogueContext, Slots, Understanding } from '../domain/understanding.ts'

/** Rings are deployed to and no place to look at: a question after such a request is not about “every ring”. */
export function withoutCarriedRing(
  understanding: Understanding,
  dialogue: DialogueContext,
  settings: Pick<Settings, 'rings'>,
  again: (dialogue: DialogueContext) => Understanding,
): Understanding {
  const { intent, carriedOver, slots } = understanding
  if (!isRead(intent) || !carriedOver.includes('environment') || !isRing(slots, settings)) return understanding
  const turns = dialogue.turns.map((turn) => {
    const { environment: _, ...others } = turn.slots
    return isRing(turn.slots, settings) ? { ...turn, slots: others } : turn
  })
  return again({ ...dialogue, turns })
}

const isRing = ({ environment }: Slots, settings: Pick<Settings, 'rings'>): boolean =>
  environment !== undefined && namesRings(settings, String(environment))
