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
  /** What may have conditions. */
  readonly approval: RegExp
  /** "si puedes", "wenn du Zeit hast": nothing hangs on it. */
  readonly courtesy: RegExp
}

const TAILS: ReadonlyMap<string, Tails> = new Map(OTHER_LANGUAGES.map((language) => [language.code, tailsIn(language)]))

function tailsIn({ because, providedThat, beforeConditions, courtesies, orders }: LanguageWords): Tails {
  return {
    reason: new RegExp(`${OPENED}${anyOf(because)}(?<=[:\\p{L}])(?![\\p{L}])[: ]*${REST}`, 'gimu'),
    // A condition stays whole: "nur wenn …" is another one than "wenn …".
    condition: new RegExp(
      `(?<=\\S)[,;(]? ?(?<![\\p{L}])(?:${anyOf(beforeConditions)} )?(${anyOf(providedThat)} ${REST.slice(1)}`,
      'gimu',
    ),
    approval: new RegExp([String.raw`\b(?:ok|chg)\b`, ...(orders['change.approve']?.says ?? [])].join('|'), 'iu'),
    courtesy: new RegExp(`^(?:${courtesies.join('|')})`, 'iu'),
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

/** "aber nur wenn …", "siempre que …": what an approval hangs on, as it is said. */
export const findForeignConditions: EntityFinder = ({ text, language }) => {
  const tails = language && TAILS.get(language)
  if (!tails?.approval.test(text)) return []
  return findAll(text, tails.condition, 'conditions', ([, words = '']) =>
    tails.courtesy.test(words) ? undefined : ownWords(words),
  )
}
