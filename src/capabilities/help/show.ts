import { workflowsFor } from '../../queries/workflows-for.ts'
import type { ReadCapability } from '../capability.ts'
import { askedWith } from '../workflows/asked-with.ts'
import { helpCard } from './help-card.ts'

export const helpShow = {
  intent: 'help.show',
  effect: 'read',
  answer: async (parts, { asker, examples, texts }) => {
    const own = await workflowsFor(parts, asker)
    return helpCard(
      await examples(),
      texts,
      own.map((definition) => askedWith(definition, texts)),
    )
  },
} as const satisfies ReadCapability
