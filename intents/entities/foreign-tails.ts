import { anyOf, type LanguageWords, OTHER_LANGUAGES } from '../languages.ts'
import type { EntityFinder } from './entity.ts'
import { findAll } from './entity.ts'
import { beforeRequest, ownWords } from './tails.ts'

/** A reason or condition is one sentence. */
const REST = String.raw`([^\n!?]+?)(?=\.?$|\. |[\n!?])`
const OPENED = String.raw`[,;.(]? ?(?:-+ ?)?(?<![\p{L}\p{N}_-])`

interface Tails {
  readonly reason: RegExp
  readonly condition: RegExp
}

const TAILS: ReadonlyMap<string, Tails> = new Map(OTHER_LANGUAGES.map((language) => [language.code, tailsIn(language)]))

function tailsIn({ because, providedThat, beforeConditions }: LanguageWords): Tails {
  return {
    reason: new RegExp(`${OPENED}${anyOf(because)}(?<=[:\\p{L}])(?![\\p{L}])[: ]*${REST}`, 'gimu'),
    // A condition stays whole: "nur wenn …" is another one than "wenn …".
    condition: new RegExp(
      `(?<=\\S)[,;(]? ?(?<![\\p{L}])(?:${anyOf(beforeConditions)} )?(${anyOf(providedThat)} ${REST.slice(1)}`,
      'gimu',
    ),
  }
}

/** "weil …", "Motivo: …": why, up to the end of the sentence. */
export const findForeignReasons: EntityFinder = ({ text, language }) => {
  const tails = language && TAILS.get(language)
  if (!tails) return []
  return findAll(text, tails.reason, 'reason', ([, words]) => ownWords(words)).map((found) =>
    beforeRequest(found, text),
  )
}

const APPROVES =
  /freig|frei\b|genehmig|durchwink|abnick|zustimm|aprueb|aprob|apro[bv]|autori[cz]|visto bueno|\bok\b|\bchg\b/i
/** "si puedes", "wenn du Zeit hast": polite, and nothing hangs on it. */
const POLITE =
  /^(?:si|wenn|falls) (?:puedes|pudieras|puede|podés|no te|no le|te|le|es|eres|fuera|tienes|du|es|sie|ihr|möglich|nichts|das geht)(?!\p{L})/iu

/** "aber nur wenn …", "siempre que …": what an approval hangs on, as it is said. */
export const findForeignConditions: EntityFinder = ({ text, language }) => {
  const tails = language && APPROVES.test(text) ? TAILS.get(language) : undefined
  if (!tails) return []
  return findAll(text, tails.condition, 'conditions', ([, words = '']) =>
    POLITE.test(words) ? undefined : ownWords(words),
  )
}
