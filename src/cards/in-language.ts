import type { Card } from '../domain/card.ts'
import type { Language } from '../domain/language.ts'

/** Says what the texts of a card are written in, so that what a platform adds is in the same language. */
export function inLanguage(card: Card, language: Language | undefined): Card {
  return language === undefined || language === 'en' ? card : { ...card, language }
}
