import type { Language } from '../domain/language.ts'
import { de } from './de/texts.ts'
import { en } from './en/texts.ts'
import { es } from './es/texts.ts'
import type { Texts } from './texts.ts'

const TEXTS: Readonly<Record<Language, Texts>> = { en, de, es }

/** @param language Left out where nobody has shown which they speak: English. */
export function textsIn(language: Language | undefined): Texts {
  return TEXTS[language ?? 'en']
}
