import { mayBeMeant } from './slips.ts'

/** What the speller knows. */
export interface Lexicon {
  /** Words of requests, the most frequent first: what a misspelled word may be meant as. */
  readonly meant: readonly string[]
  /** Other words that look like a misspelled one of them and are not: they stay as they are. */
  readonly real: readonly string[]
}

/** A word seen once in all examples is no word that requests are made of. */
const SEEN_AT_LEAST = 2
/** Examples have slips in them too: what no dictionary knows must be seen more often. */
const SEEN_THOUGH_UNKNOWN = 5
const SHORTEST = 3
const WORD = /(?<![\p{L}\p{N}_'{.-])\p{Ll}+(?:-\p{Ll}+)?(?![\p{L}\p{N}_'}-])/gu

/**
 * Made once from the examples, so that no dictionary is needed where messages are read.
 * @param sentences Examples in the language.
 * @param everyday Words of a dictionary, and of other languages spoken here; those near no word of a request are left out.
 */
export function lexiconOf(sentences: readonly string[], everyday: ReadonlySet<string>): Lexicon {
  const seen = new Map<string, number>()
  for (const sentence of sentences)
    for (const [word] of sentence.toLowerCase().matchAll(WORD)) seen.set(word, (seen.get(word) ?? 0) + 1)
  const isWord = (word: string) => everyday.has(word) || (seen.get(word) ?? 0) >= SEEN_THOUGH_UNKNOWN
  const meant = [...seen]
    .filter(([word, times]) => word.length >= SHORTEST && times >= SEEN_AT_LEAST && isWord(word))
    .sort(([a, more], [b, less]) => less - more || a.localeCompare(b))
    .map(([word]) => word)
  const known = new Set(meant)
  const byLetter = Map.groupBy(meant, (word) => word.charAt(0))
  const near = (word: string) =>
    [word.charAt(0), word.charAt(1)].some((letter) => byLetter.get(letter)?.some((other) => mayBeMeant(word, other)))
  const words = [...everyday, ...[...seen.keys()].filter(isWord)]
  const real = [...new Set(words)].filter((word) => !known.has(word) && near(word)).sort()
  return { meant, real }
}
