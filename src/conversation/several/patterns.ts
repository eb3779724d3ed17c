import type { AskingWords, SeveralWords } from '../../domain/asking-words.ts'

/** What tells several requests in one message apart. */
export interface SeveralPatterns {
  /** Between two requests. */
  readonly divider: RegExp
  /** One that may as well stand within a request: "deploye dann web". */
  readonly within: RegExp
  /** Nothing but a verb and politeness: what it acts on comes behind the divider. */
  readonly bareVerb: RegExp
  /** Between two names of a list, a name with its preposition, and names that are no list. */
  readonly joint: RegExp
  readonly nameOnly: RegExp
  readonly notListed: RegExp
  readonly versions: RegExp
  /** Small words around names. */
  readonly around: RegExp
  /** Up to the end of the text. */
  readonly condition: RegExp
  /** Only looks like one. */
  readonly courtesy: RegExp
  /** What stands for a name that was said before. */
  readonly standIns: RegExp
  readonly placeWords: RegExp
  readonly verbsWithIt: RegExp
  readonly compares: RegExp
  readonly corrects: RegExp
  readonly polite: RegExp
  readonly asks: RegExp
  /** The verb at the end that its order is known by. */
  readonly lastVerb: RegExp
  readonly orders: RegExp
}

const known = new WeakMap<AskingWords, SeveralPatterns>()

/** The same for the same words. */
export function patternsFrom(words: AskingWords): SeveralPatterns {
  const before = known.get(words)
  if (before) return before
  const patterns = patternsOf(words)
  known.set(words, patterns)
  return patterns
}

function patternsOf({ several: words, conditions, courtesies, placeWords, verbsWithIt }: AskingWords): SeveralPatterns {
  const polite = String.raw`^[^\p{L}\p{N}]*(?:${anyOf(words.polite)}\s+)*`
  const beforeName = `(?:${anyOf(words.beforeNames)} )*`
  const joints = anyOf([...words.and, ...words.next, ...words.later])
  const later = String.raw`(?:${anyOf([...words.next, ...words.later])}\s+)*`
  // A full stop inside a version divides nothing. Blanks are read from the first of a run alone, so that long runs take no longer.
  const divider = String.raw`(?:(?<!\s)\s+)?(?:[;\n]\s*|,\s+(?:${anyOf([...words.and, ...words.but])}\s+)?${later})|[.!?]\s+(?=\S)|,?(?<!\s)\s+(?:(?:(?:&amp;|&){1,2}|\+)\s+|${anyOf(words.and)}\s+${later}|(?:${anyOf(words.next)}\s+)+)`
  return {
    divider: new RegExp(divider, 'giu'),
    within: new RegExp(String.raw`^\s+(?:${anyOf(words.next)}\s+)+$`, 'iu'),
    bareVerb: new RegExp(
      String.raw`${polite}${anyOf([...words.asks, ...words.orders])}(?:\s+${anyOf([...words.polite, ...words.standIns])})*\s*$`,
      'iu',
    ),
    joint: new RegExp(String.raw`\s*(?:,|&|\+|\/|${whole(joints)})+\s*`, 'iu'),
    nameOnly: new RegExp(String.raw`^${beforeName}[^\s,]+(?: [^\s,]+)?$`, 'iu'),
    notListed: new RegExp(String.raw`\S (?:${anyOf([...words.beforeNames, ...words.or])})(?!\p{L})`, 'iu'),
    versions: new RegExp(
      String.raw`\bv?\d+(?:\.[\w-]+){1,3}\b|${whole(anyOf(words.versions))}|\b[0-9a-f]{7,40}\b`,
      'giu',
    ),
    around: new RegExp(whole(anyOf([...words.beforeNames, ...words.aroundNames])), 'giu'),
    condition: new RegExp(String.raw`\s*${whole(anyOf(conditions))}.*$`, 'isu'),
    courtesy: new RegExp(whole(`(?:${courtesies.join('|')})`), 'iu'),
    standIns: new RegExp(whole(anyOf(words.standIns)), 'iu'),
    placeWords: new RegExp(whole(anyOf(Object.keys(placeWords))), 'iu'),
    verbsWithIt: new RegExp(whole(anyOf(Object.keys(verbsWithIt))), 'iu'),
    compares: new RegExp(whole(`(?:${words.compares.join('|')})`), 'iu'),
    corrects: new RegExp(String.raw`${whole(anyOf([...words.corrects, ...words.denies]))}(?! cache)`, 'iu'),
    polite: new RegExp(polite, 'iu'),
    asks: new RegExp([`${polite}${anyOf(words.asks)}(?!\\p{L})`, ...lastOf(words.asksLast, words)].join('|'), 'iu'),
    lastVerb: new RegExp(lastOf(words.asksLast, words).join('|') || '(?!)', 'iu'),
    orders: new RegExp(
      [`${polite}${anyOf(words.orders)}(?!\\p{L})`, ...lastOf(words.ordersLast, words)].join('|'),
      'iu',
    ),
  }
}

/** Says only what must come first: that is for the person to see. */
export function isCondition(text: string, { condition }: SeveralPatterns): boolean {
  return condition.exec(text)?.index === 0
}

/** One of the words, the longest first. */
export function anyOf(words: readonly string[]): string {
  const longestFirst = words.toSorted((a, b) => b.length - a.length)
  return `(?:${longestFirst.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`
}

export const whole = (pattern: string): string => String.raw`(?<![\p{L}\p{N}])${pattern}(?![\p{L}\p{N}])`

/** A verb at the end, with politeness behind it. */
function lastOf(verbs: readonly string[], { polite }: SeveralWords): readonly string[] {
  if (verbs.length === 0) return []
  return [String.raw`(?<=\s)${anyOf(verbs)}(?=(?:\s+${anyOf(polite)})*[\s?!.]*$)`]
}
