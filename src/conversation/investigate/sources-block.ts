import type { Block } from '../../domain/card.ts'
import type { Texts } from '../../texts/texts.ts'
import type { Evidence } from '../../tools/evidence.ts'

/** More than these nobody looks up. */
const MOST_SOURCES = 8

/** Where the facts of an answer come from; no block when there is nothing to name. */
export function sourcesBlock(evidence: readonly Evidence[], { investigations }: Texts): readonly Block[] {
  const shown = evidence.slice(0, MOST_SOURCES)
  if (shown.length === 0) return []
  return [
    text(investigations.sources),
    { kind: 'fields', fields: shown.map(({ id, says }) => ({ label: id, value: says === '' ? '–' : says })) },
  ]
}

const text = (words: string): Block => ({ kind: 'text', text: words })
