import type { Card } from '../domain/card.ts'

export function sentenceCard(sentence: string): Card {
  return { tone: 'neutral', blocks: [{ kind: 'text', text: sentence }] }
}

export function refusalCard(sentence: string): Card {
  return { tone: 'warning', title: 'Not allowed', blocks: [{ kind: 'text', text: sentence }] }
}

/** Why a change cannot be planned; nothing was started. */
export function problemCard(sentence: string): Card {
  return { tone: 'warning', blocks: [{ kind: 'text', text: sentence }] }
}
