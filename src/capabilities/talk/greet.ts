import { sentenceCard } from '../../cards/sentence-card.ts'
import type { ReadCapability } from '../capability.ts'

export const greet = {
  intent: 'chat.greet',
  effect: 'read',
  example: 'hello',
  phrase: ['hello'],
  answer: async () =>
    sentenceCard('Hello! I build, deploy and roll back. Say “help” for what you can ask, or “status”.'),
} as const satisfies ReadCapability
