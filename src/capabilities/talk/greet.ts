import { sentenceCard } from '../../cards/sentence-card.ts'
import type { ReadCapability } from '../capability.ts'

export const greet = {
  intent: 'chat.greet',
  effect: 'read',
  answer: async (_, { texts }) => sentenceCard(texts.conversation.hello),
} as const satisfies ReadCapability
