import type { Card } from '../domain/card.ts'

/** The card with one more small line under it. */
export function withNote(card: Card, note: string | undefined): Card {
  if (note === undefined) return card
  return { ...card, footnote: card.footnote === undefined ? note : `${note} ${card.footnote}` }
}
