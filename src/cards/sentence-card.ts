import type { Card } from '../domain/card.ts'
import type { Texts } from '../texts/texts.ts'

export function sentenceCard(sentence: string): Card {
  return { tone: 'neutral', blocks: [{ kind: 'text', text: sentence }] }
}

export function refusalCard(sentence: string, { conversation }: Texts): Card {
  return {
    tone: 'warning',
    title: conversation.notAllowed,
    blocks: [{ kind: 'text', text: sentence }],
    refuses: { why: 'not-permitted', reason: sentence },
  }
}

/** What was answered before stays as it is. */
export function settledCard(sentence: string): Card {
  return { ...sentenceCard(sentence), refuses: { why: 'settled', reason: sentence } }
}

/** Why a change cannot be planned; nothing was started. */
export function problemCard(sentence: string): Card {
  return { tone: 'warning', blocks: [{ kind: 'text', text: sentence }] }
}
