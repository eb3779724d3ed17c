import { sentenceCard } from '../../cards/sentence-card.ts'
import type { ReadCapability } from '../capability.ts'

export const thank = {
  intent: 'chat.thank',
  effect: 'read',
  example: 'thank you',
  phrase: ['thank you'],
  answer: async () => sentenceCard('You’re welcome.'),
} as const satisfies ReadCapability
