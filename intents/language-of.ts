import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Catalog } from '../src/domain/catalog.ts'
import type { Language } from '../src/domain/language.ts'
import { tidy } from './tidy.ts'

type LanguageOf = (text: string) => Language | undefined

/**
 * Tells which language a message is in by its words: each tells the language in whose examples and word lists it stands far
 * more often than in the others'. Names of the catalog are in no language; versions and ids are no words. A message with
 * nothing of its own, such as "v1.1.0" or "ok", tells nothing; one that is as much English as another language is English.
 */
export function createLanguageOf({ services, environments }: Pick<Catalog, 'services' | 'environments'>): LanguageOf {
  const names = new Set([...services, ...environments].flatMap(({ id }) => wordsIn(id)))
  return (text) => {
    const words = [...new Set(wordsIn(tidy(text).text))].filter((word) => !names.has(word))
    return mostTold(words.flatMap((word) => languageOfWord(word) ?? []))
  }
}

function mostTold(told: readonly Language[]): Language | undefined {
  const times = (language: Language): number => told.filter((one) => one === language).length
  const most = Math.max(...told.map(times))
  const [first, ...others] = new Set(told.filter((language) => times(language) === most))
  return others.length > 0 ? 'en' : first
}

/** A loan word is in all of them, and tells only where one has it this many times as often. */
const FAR_MORE_OFTEN = 8

const TELLING_LETTERS: readonly (readonly [Language, RegExp])[] = [
  ['de', /[äöüß]/],
  ['es', /[áéíóúñ]/],
]

function languageOfWord(word: string): Language | undefined {
  const known = VOCABULARIES.map(({ language, shares }) => ({ language, share: shares.get(word) ?? 0 }))
  const [first, second] = known.toSorted((a, b) => b.share - a.share)
  if (!first || first.share === 0) return TELLING_LETTERS.find(([, letters]) => letters.test(word))?.[0]
  return first.share >= FAR_MORE_OFTEN * (second?.share ?? 0) ? first.language : undefined
}

/** Whole words of letters: there are none in `v1`, `TASK-7` and `web-2`. */
const WORD = /(?<![\p{L}\p{N}._-])\p{L}{2,}(?![\p{L}\p{N}_-]|\.\p{L})/gu

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(WORD) ?? []
}

/** How large a share of its words each word is. */
interface Vocabulary {
  readonly language: Language
  readonly shares: ReadonlyMap<string, number>
}

/** Read once: every message is held against them. */
const VOCABULARIES: readonly Vocabulary[] = (['en', 'de', 'es'] as const).map((language) => {
  const words = filesOf(language).flatMap((file) => wordsIn(onlyWords(readFileSync(file, 'utf8'))))
  const shares = new Map<string, number>()
  for (const word of words) shares.set(word, (shares.get(word) ?? 0) + 1 / words.length)
  return { language, shares }
})

function filesOf(language: Language): readonly URL[] {
  const examples = `examples/${language}/`
  const files = readdirSync(fileIn(examples)).filter((file) => file.endsWith('.yaml'))
  const words = fileIn(`languages/${language}.yaml`)
  return [...files.map((file) => fileIn(`${examples}${file}`)), ...(existsSync(words) ? [words] : [])]
}

function fileIn(path: string): URL {
  return new URL(path, import.meta.url)
}

/** Without remarks, keys and slots. */
function onlyWords(yaml: string): string {
  return yaml
    .replace(/^ *#.*$/gm, '')
    .replace(/^ *[\w.-]+:/gm, '')
    .replace(/\{\w+\}/g, ' ')
}
