import { sentenceCard } from '../../cards/sentence-card.ts'
import type { ReadCapability } from '../capability.ts'

export const thank = {
  intent: 'chat.thank',
  effect: 'read',
  answer: async (_, { texts }) => sentenceCard(texts.conversation.welcome),
} as const satisfies ReadCapability
