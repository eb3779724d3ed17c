import type { Catalog } from '../src/domain/catalog.ts'
import type { Language } from '../src/domain/language.ts'
import { shippedModel } from './model/shipped-model.ts'
import { wordsIn } from './model/telling-words.ts'
import { tidy } from './tidy.ts'

export type LanguageOf = (text: string) => Language | undefined

/**
 * Tells which language a message is in by the words that only one language has, of those that the project's examples and
 * word lists know. Names of the catalog are in no language, and versions and ids are not words. A message with nothing of
 * its own, such as "v1.1.0" or "ok", tells nothing; one that is as much English as another language is English.
 */
export function createLanguageOf(catalog: Pick<Catalog, 'services' | 'environments'>): LanguageOf {
  const languageOf = createLanguageOfTidied(catalog)
  return (text) => languageOf(tidy(text).text)
}

/** The same for a text that is free of its platform's artefacts. */
export function createLanguageOfTidied({
  services,
  environments,
}: Pick<Catalog, 'services' | 'environments'>): LanguageOf {
  const named = [...services, ...environments].flatMap(({ id, aliases = [] }) => [id, ...aliases])
  const names = new Set(named.flatMap(wordsIn))
  return (text) => {
    const words = new Set(wordsIn(text))
    return likeliest([...words].flatMap((word) => (names.has(word) ? [] : (languageOfWord(word) ?? []))))
  }
}

const LANGUAGES: readonly Language[] = ['en', 'de', 'es']

function likeliest(told: readonly Language[]): Language | undefined {
  let most: Language | undefined
  let times = 0
  for (const language of LANGUAGES) {
    const count = told.filter((one) => one === language).length
    if (count > times) [most, times] = [language, count]
    else if (count === times && count > 0) most = 'en'
  }
  return most
}

const TELLING_LETTERS: readonly (readonly [Language, RegExp])[] = [
  ['de', /[äöüß]/],
  ['es', /[áéíóúñ]/],
]

function languageOfWord(word: string): Language | undefined {
  return languagesOfWords().get(word) ?? TELLING_LETTERS.find(([, letters]) => letters.test(word))?.[0]
}

let known: ReadonlyMap<string, Language> | undefined

/** Read once: every message is held against them. */
function languagesOfWords(): ReadonlyMap<string, Language> {
  known ??= new Map(
    Object.entries(shippedModel().telling).flatMap(([language, words]) =>
      words.map((word) => [word, language as Language] as const),
    ),
  )
  return known
}
