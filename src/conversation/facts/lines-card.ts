import type { Block, Card } from '../../domain/card.ts'

/** A card whose first line is the fact. */
export function linesCard(lines: readonly string[], ...more: readonly Block[]): Card {
  return { tone: 'neutral', blocks: [{ kind: 'text', text: lines.join('\n') }, ...more] }
}
