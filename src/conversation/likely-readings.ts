import { isRead } from '../capabilities/capabilities.ts'
import type { OtherReading, Slots, Understanding } from '../domain/understanding.ts'

const READINGS_OFFERED = 3
/** Readings less likely than this are offered only where the message names something that is known here. */
const LIKELY = 0.25
/** A question offered for nothing costs a line and does no harm. */
const LIKELY_QUESTION = 0.15
const LIKELY_OF_SOMETHING_NAMED = 0.1

/**
 * What a message may ask for where no reading is sure, the likeliest first, at most three.
 * @param isOffered Whether a button could do it.
 */
export function likelyReadings(
  understanding: Understanding,
  isOffered: (intent: string) => boolean,
): readonly OtherReading[] {
  const { intent, confidence, slots, alternatives } = understanding
  return [{ intent, confidence, slots }, ...alternatives]
    .filter((reading) => isLikely(reading) && isOffered(reading.intent))
    .slice(0, READINGS_OFFERED)
}

function isLikely({ intent, confidence, slots }: OtherReading): boolean {
  if (/^(?:chat|confirm)\.|^out_of_scope$/.test(intent)) return false
  if (namesSomething(slots)) return confidence >= LIKELY_OF_SOMETHING_NAMED
  return confidence >= (isRead(intent) ? LIKELY_QUESTION : LIKELY)
}

/** Slots whose values are names of the catalog or printed ids: words of another kind stand in any text. */
const NAMING = ['service', 'environment', 'ring', 'device', 'workflow', 'bot', 'task', 'change', 'incident', 'run']

function namesSomething(slots: Slots): boolean {
  return NAMING.some((slot) => slots[slot] !== undefined)
}
