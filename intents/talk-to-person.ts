import type { Turn } from '../src/domain/understanding.ts'
import { isOrdinary } from './ordinary-words.ts'
import type { Vocabulary } from './vocabulary.ts'
import { squeeze } from './words.ts'

/** Names as people are called by; a platform's id ("U02AB") is none. */
const NAME = /^\p{L}{3,30}$/u
const SIGH = String.raw`(?:(?:ok|okay|oh|ah|hm+|no|nope|nah|yes|yeah|yep|sure|well|hey|hi|hello|thanks|thank you|thx|cheers|sorry|lol|haha|and|but|so)\W+){0,3}`

/**
 * Said to somebody else who takes part in the thread: "gus, breathe", "nah i got it mia". Nothing of it is for the bot, and
 * no answer to what it asked.
 */
export function isToPerson(
  text: string,
  { by, turns, vocabulary }: { readonly by: string; readonly turns: readonly Turn[]; readonly vocabulary: Vocabulary },
): boolean {
  const others = new Set(turns.filter((turn) => turn.by !== by).map((turn) => nameIn(turn.by)))
  others.delete(nameIn(by))
  return [...others].some((name) => isName(name, vocabulary) && isCalled(name, text))
}

function nameIn(user: string): string {
  return user.slice(user.lastIndexOf(':') + 1).toLowerCase()
}

function isName(name: string, { bySqueezed }: Vocabulary): boolean {
  return NAME.test(name) && !isOrdinary(name) && !bySqueezed.has(squeeze(name))
}

function isCalled(name: string, text: string): boolean {
  const first = new RegExp(String.raw`^\W*${SIGH}@?${name}(?![\p{L}\p{N}'’-])`, 'iu')
  const last = new RegExp(
    String.raw`(?<!\b(?:ask|tell|ping|by|from|for|to|with|of|on|in|and|or|is|as|named|called|bot|persona) )(?<![\p{L}\p{N}'’_-])${name}\W*$`,
    'iu',
  )
  return first.test(text) || last.test(text)
}
