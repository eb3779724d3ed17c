import type { Language } from '../../src/domain/language.ts'
import type { LanguageOf } from '../language-of.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { Lexicon } from './lexicon.ts'
import { createSpeller, type Spelled } from './speller.ts'

/** A text as it is meant, and the language that its words tell. */
interface SpelledIn {
  readonly language: Language | undefined
  readonly spelled: Spelled
}

const ELSEWHERE = ['de', 'es'] as const

/**
 * A speller for each language. A message of which no word tells is read as English; if that explains none of its slips,
 * another language may: "aprovar CHG-4".
 */
export function createSpellers(
  lexicons: Readonly<Record<Language, Lexicon>>,
  vocabulary: Vocabulary,
  languageOf: LanguageOf,
): (text: string) => SpelledIn {
  const spellers = {
    en: createSpeller(lexicons.en, vocabulary, 'en'),
    de: createSpeller(lexicons.de, vocabulary, 'de'),
    es: createSpeller(lexicons.es, vocabulary, 'es'),
  }
  return (text) => {
    const language = languageOf(text)
    const spelled = spellers[language ?? 'en'](text)
    if (language !== undefined || spelled.text !== text) return { language, spelled }
    const others = ELSEWHERE.map((other) => ({ language: other, spelled: spellers[other](text) }))
    const told = others.find(
      (other) => other.spelled.text !== text && languageOf(other.spelled.text) === other.language,
    )
    return told ?? { language, spelled }
  }
}
