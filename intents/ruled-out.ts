import { instancesSaid } from './instances-said.ts'
import type { Reading } from './reading.ts'
import type { Guess } from './rules/classify.ts'

/**
 * Guesses without those that a word of the message rules out, however alike the rest of it is: their share goes to what that
 * word says. Nothing that is to be locked is ever unlocked.
 */
export function withoutRuledOut(guesses: readonly Guess[], reading: Reading): readonly Guess[] {
  if (saysLock(reading)) return given(guesses, 'deploy.unlock', 'deploy.lock')
  const isScaled = instancesSaid(reading) !== undefined && guesses.some(({ intent }) => intent === 'service.scale')
  return isScaled ? given(guesses, 'deploy.start', 'service.scale') : guesses
}

function given(guesses: readonly Guess[], from: string, to: string): readonly Guess[] {
  const taken = guesses.find(({ intent }) => intent === from)
  if (!taken) return guesses
  const own = guesses.find(({ intent }) => intent === to)
  const meant = { intent: to, confidence: Math.min(1, taken.confidence + (own?.confidence ?? 0)) }
  const others = guesses.filter(({ intent }) => intent !== from && intent !== to)
  return [meant, ...others].sort((one, other) => other.confidence - one.confidence)
}

/** “sperre payments auf production”, “payments sperren”: the “auf” there is no “aufheben”. */
function saysLock({ language, text }: Reading): boolean {
  if (language === 'de') return LOCKS_DE.test(text) && !UNLOCKS_DE.test(text)
  return language === 'es' && LOCKS_ES.test(text) && !UNLOCKS_ES.test(text)
}

const LOCKS_DE =
  /(?<!\p{L}|(?:die|der|den|eine|keine|unsere|meine) )(?:sperre?n?|sperrt|zusperren|zu sperren)(?!\p{L})/iu
const UNLOCKS_DE =
  /(?<!\p{L})(?:entsperr|freigeb|freizugeb|frei(?!\p{L})|heb|aufheb|aufzuheb|aufgehob|entfern|lös|weg(?!\p{L})|raus(?!\p{L})|beend|nimm|zurücknehm|rückgängig|nicht|kein)|(?<!\p{L})auf[\s.!?]*$/iu
const LOCKS_ES = /(?<!\p{L}|(?:el|un|los|del|al|ese|este) )(?:bloque[aáeo]r?|bloqueá)(?!\p{L})/iu
const UNLOCKS_ES = /(?<!\p{L})(?:desbloq|levant|quit|retir|elimin|liber|sac[aáoe]|no(?!\p{L})|deja)/iu
