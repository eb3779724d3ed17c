import type { Slots, Understanding } from '../../../domain/understanding.ts'

/** What is said of a message. */
export interface SlotsAnswer {
  readonly intent: string
  readonly confidence: number
  readonly slots: Slots
  readonly missing: readonly string[]
  readonly alternatives: Understanding['alternatives']
  readonly via: Understanding['via']
}

/**
 * What the message was understood to say, with misspelled names as what they most likely mean: nothing is done here, and
 * the bot asks before it takes such a name for a change.
 */
export function answerOf({
  intent,
  confidence,
  slots,
  missing,
  nearMisses,
  alternatives,
  via,
}: Understanding): SlotsAnswer {
  const meant = nearMisses.flatMap(({ slot, candidates: [likeliest] }) =>
    likeliest !== undefined && slots[slot] === undefined ? [[slot, likeliest] as const] : [],
  )
  const read = { ...slots, ...Object.fromEntries(meant) }
  return {
    intent,
    confidence,
    slots: read,
    missing: missing.filter((slot) => read[slot] === undefined),
    alternatives,
    via,
  }
}
