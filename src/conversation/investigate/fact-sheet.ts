import type { Block, Card, Tone } from '../../domain/card.ts'
import type { Texts } from '../../texts/texts.ts'
import type { Evidence } from '../../tools/evidence.ts'
import { sourcesBlock } from './sources-block.ts'

/** What is known about a question, chosen by rules. */
export interface FactSheet {
  readonly title: string
  readonly tone: Tone
  readonly blocks: readonly Block[]
  readonly evidence: readonly Evidence[]
}

export const text = (words: string): Block => ({ kind: 'text', text: words })

export const code = (lines: readonly string[]): Block => ({ kind: 'code', text: lines.join('\n') })

/** Nothing is known, and why. */
export function emptySheet(sentence: string, { investigations }: Texts): FactSheet {
  return { title: investigations.nothingFound, tone: 'neutral', blocks: [text(sentence)], evidence: [] }
}

export function factCard({ title, tone, blocks, evidence }: FactSheet, texts: Texts): Card {
  return { title, tone, blocks: [...blocks, ...sourcesBlock(evidence, texts)] }
}
