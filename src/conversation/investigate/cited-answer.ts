import { REDACTED } from '../../domain/redact.ts'
import { withoutLinks } from '../../llm/without-links.ts'
import type { Evidence } from '../../tools/evidence.ts'

export interface CitedAnswer {
  readonly text: string
  /** In the order they are named; only what was really found. */
  readonly cited: readonly Evidence[]
}

const LONGEST_ANSWER = 2_000
const BRACKETED = /(\[[^[\]\n]{1,200}\])/

/**
 * A model's answer with the sources it names. A source that no tool gave is dropped together with its brackets, and so is
 * everything else in brackets, which might pass for a button. Links are left out: a model may have been given one to pass on.
 */
export function citedAnswer(said: string, found: ReadonlyMap<string, Evidence>): CitedAnswer {
  const cited = new Map<string, Evidence>()
  const spoken = (said.split('</think>').at(-1) ?? '').slice(0, LONGEST_ANSWER)
  const kept = (bracketed: string): string => {
    if (bracketed === REDACTED) return bracketed
    const known = bracketed
      .slice(1, -1)
      .split(/[,;]/)
      .flatMap((id) => found.get(keyOf(id)) ?? [])
    for (const evidence of known) cited.set(evidence.id, evidence)
    return known.length === 0 ? '' : `[${known.map(({ id }) => id).join(', ')}]`
  }
  const worded = spoken
    .split(BRACKETED)
    // Every second part is in brackets. Those of the others have no partner, and could make one out of what is dropped.
    .map((part, index) => (index % 2 === 1 ? kept(part) : part.replace(/[[\]]/g, '')))
    .join('')
  const text = withoutLinks(worded)
    .replace(/[ \t]+([.,;:!?\n]|$)/g, '$1')
    .replace(/[ \t]{2,}/g, ' ')
    .trim()
  return { text, cited: [...cited.values()] }
}

function keyOf(id: string): string {
  return id.trim().toLowerCase()
}

/** By the ids that an answer may name them by. */
export function byKey(evidence: readonly Evidence[]): Map<string, Evidence> {
  return new Map(evidence.map((one) => [keyOf(one.id), one]))
}
