import type { Language } from '../../src/domain/language.ts'

/** Words that only one of the languages has. */
export type TellingWords = Readonly<Record<Language, readonly string[]>>

/** Whole words of letters: `v1`, `TASK-7` and `web-2` have none. */
const WORD = /(?<![\p{L}\p{N}._-])\p{L}{2,}(?![\p{L}\p{N}_-]|\.\p{L})/gu

export function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(WORD) ?? []
}

/**
 * @param texts What is said in each language: examples and lists of words.
 * @param isSlipInEnglish Such a word tells of nothing: Germans write "cancle", and so does everybody.
 */
export function tellingWords(
  texts: Readonly<Record<Language, readonly string[]>>,
  isSlipInEnglish: (word: string) => boolean,
): TellingWords {
  const spoken = [texts.en, texts.de, texts.es].map((said) => new Set(said.flatMap(wordsIn)))
  const inOne = ([...words]: ReadonlySet<string>) =>
    words.filter((word) => spoken.filter((others) => others.has(word)).length === 1).sort()
  const [en, de, es] = spoken.map(inOne)
  const elsewhere = (words: readonly string[] = []) => words.filter((word) => !isSlipInEnglish(word))
  return { en: en ?? [], de: elsewhere(de), es: elsewhere(es) }
}
