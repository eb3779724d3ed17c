import type { Effect, Understanding } from '../domain/understanding.ts'

/** Below this what was read is a guess. */
export const SURE = 0.6
/**
 * Likeness alone must be surer than that before a language model is spared: a change may follow from it, and a request
 * that is not seen at all is the usual reason for asking one.
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
