import type { Effect, Understanding } from '../domain/understanding.ts'

/** Below this, a reading is a guess. */
export const SURE = 0.6
/**
 * A reading by likeness must be this sure to do without a language model: a change may follow from it, and missed requests
 * are the usual reason to ask a model.
 */
const SURE_OF_LIKENESS = 0.97

/** What was read by rules and likeness alone, and nobody else has looked at. */
export function isGuess({ confidence }: Pick<Understanding, 'confidence'>): boolean {
  return confidence < SURE
}

/** Whether a language model should look at a message too. Yes and no are never its business, nor is what holds no words. */
export function isWorthAsking(
  effectOf: (intent: string) => Effect,
  { intent, confidence, via }: Understanding,
  text: string,
): boolean {
  if (intent === 'confirm.yes' || intent === 'confirm.no' || !/\p{L}{2}/u.test(text)) return false
  const mayBeMissed = via === 'model' && (intent === 'out_of_scope' || effectOf(intent) !== 'read')
  return confidence < (mayBeMissed ? SURE_OF_LIKENESS : SURE)
}
