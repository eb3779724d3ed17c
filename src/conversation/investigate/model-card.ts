import type { Card } from '../../domain/card.ts'
import type { Texts } from '../../texts/texts.ts'
import type { Evidence } from '../../tools/evidence.ts'
import { citedAnswer } from './cited-answer.ts'
import { sourcesBlock } from './sources-block.ts'

/** A model's answer with what it rests on. */
export function modelCard(text: string, cited: readonly Evidence[], model: string, texts: Texts): Card {
  return {
    tone: 'neutral',
    blocks: [{ kind: 'text', text }, ...sourcesBlock(cited, texts)],
    footnote: texts.investigations.writtenBy({ model }),
  }
}

/**
 * The answer so far; undefined before its first word. Leaves out the word being written: half a secret cannot be
 * recognised.
 */
export function partialCard(soFar: string, found: ReadonlyMap<string, Evidence>): Card | undefined {
  const words = soFar.slice(0, Math.max(0, soFar.search(/\s\S*$/)))
  // Brackets that are not closed yet may be anything.
  const { text } = citedAnswer(words.replace(/\[[^\]]*$/, ''), found)
  return text === '' ? undefined : { tone: 'progress', blocks: [{ kind: 'text', text: `${text} …` }] }
}
