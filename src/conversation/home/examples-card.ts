import type { Card } from '../../domain/card.ts'
import type { Texts } from '../../texts/texts.ts'

/** @param examples In words that work, about places of their reader's. */
export function examplesCard(examples: readonly string[], { home, conversation }: Texts): readonly Card[] {
  if (examples.length === 0) return []
  const listed = examples.map((one) => `• ${one}`).join('\n')
  return [
    {
      title: home.canAsk,
      tone: 'neutral',
      blocks: [{ kind: 'text', text: listed }],
      footnote: conversation.help.ownWords,
    },
  ]
}
