import type { Block, Card } from '../../../../src/domain/card.ts'
import { ownId } from './qualified.ts'

/**
 * A card as an installed workspace may show it. People and threads of others are not called or linked: there the same id is
 * somebody or something else. What the card says of them in words stays.
 */
export function cardFor({ mention, ...card }: Card, site: string): Card {
  const called = mention === undefined ? undefined : ownId(mention, site)
  return {
    ...card,
    ...(called !== undefined && { mention: called }),
    blocks: card.blocks.flatMap((block): readonly Block[] => {
      if (block.kind !== 'link') return [block]
      const thread = ownId(block.thread, site)
      return thread === undefined ? [] : [{ ...block, thread }]
    }),
  }
}
