import type { ReadCapability } from '../capability.ts'
import { helpCard } from './help-card.ts'

export const helpShow = {
  intent: 'help.show',
  effect: 'read',
  example: 'help',
  phrase: ['help'],
  answer: async (_, { examples }) => helpCard(await examples()),
} as const satisfies ReadCapability
