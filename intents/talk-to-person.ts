import type { DialogueContext } from '../src/domain/understanding.ts'
import { isOrdinary } from './ordinary-words.ts'
import type { Reading } from './reading.ts'
import type { Vocabulary } from './vocabulary.ts'
import { squeeze } from './words.ts'

/** Names as people are called by; a platform's id ("U02AB") is none. */
const NAME = /^\p{L}{3,30}$/u
const SIGH = String.raw`(?:(?:ok|okay|oh|ah|hm+|no|nope|nah|yes|yeah|yep|sure|well|hey|hi|hello|thanks|thank you|thx|cheers|sorry|lol|haha|and|but|so)\W+){0,3}`
/** Behind these a name at the end is what is spoken of. */
const SPEAKS_OF = String.raw`(?:ask|tell|ping|by|from|for|to|with|of|on|in|and|or|is|as|named|called|bot|persona)`

/**
 * Said to somebody else who takes part in the thread: "gus, breathe", "nah i got it mia". Nothing of it is for the bot, and
 * no answer to what it asked.
 */
export function isToPerson(reading: Reading, context: DialogueContext, vocabulary: Vocabulary): boolean {
  const others = new Set(context.turns.filter(({ by }) => by !== context.by).map(({ by }) => nameIn(by)))
  others.delete(nameIn(context.by))
  const names = [...others].filter((name) => isName(name, vocabulary))
  return names.some(
    (name) =>
      beginsWith(name, reading) ||
      (endsWith(name, reading) && !answers(reading, context) && !THANKS.test(reading.text)),
  )
}

/** "cool, thanks bob" is thanks all the same. */
const THANKS = /\b(?:thanks|thank you|thx|cheers|tnx)\W+\p{L}+\W*$/iu

function nameIn(user: string): string {
  return user.slice(user.lastIndexOf(':') + 1).toLowerCase()
}

function isName(name: string, { bySqueezed }: Vocabulary): boolean {
  return NAME.test(name) && !isOrdinary(name) && !bySqueezed.has(squeeze(name))
}

function beginsWith(name: string, { text }: Reading): boolean {
  return new RegExp(String.raw`^\W*${SIGH}@?${name}(?![\p{L}\p{N}'’-])`, 'iu').test(text)
}

function endsWith(name: string, { text }: Reading): boolean {
  return new RegExp(String.raw`(?<!\b${SPEAKS_OF} )(?<![\p{L}\p{N}'’_-])${name}\W*$`, 'iu').test(text)
}

/** "to staging, zoe" answers the bot, whoever hurried its person. */
function answers({ entities }: Reading, { waitingFor }: DialogueContext): boolean {
  return waitingFor?.kind === 'slot' && entities.some(({ slot }) => slot === waitingFor.slot)
}
