import type { ReadCapability } from '../capability.ts'
import { helpCard } from './help-card.ts'

export const helpShow = {
  intent: 'help.show',
  effect: 'read',
  answer: async (_, { examples, texts }) => helpCard(await examples(), texts),
} as const satisfies ReadCapability
