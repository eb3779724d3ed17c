import type { Json, JsonObject } from '../domain/event.ts'

const LONGEST_TEXT = 2_000
/** About 15,000 tokens. */
const LONGEST_DATA = 60_000
const CUT = '… (cut off)'

/** Facts without secrets, in a size that an assistant can take: long texts are cut, and of long lists the end is left out. */
export function boundedFacts(facts: JsonObject, redact: (text: string) => string): JsonObject {
  const budget = { left: LONGEST_DATA }
  return bounded(facts, redact, budget) as JsonObject
}

function bounded(value: Json | undefined, redact: (text: string) => string, budget: { left: number }): Json {
  if (typeof value === 'string') return boundedText(value, redact, budget)
  if (Array.isArray(value)) {
    const kept: Json[] = []
    for (const one of value) {
      if (budget.left <= 0) return [...kept, CUT]
      kept.push(bounded(one, redact, budget))
    }
    return kept
  }
  budget.left -= 8
  if (typeof value !== 'object' || value === null) return value ?? null
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return Object.fromEntries(
    entries.map(([name, one]) => {
      budget.left -= name.length
      return [name, bounded(one, redact, budget)]
    }),
  )
}

function boundedText(text: string, redact: (text: string) => string, budget: { left: number }): string {
  const plain = redact(text)
  const most = Math.max(0, Math.min(LONGEST_TEXT, budget.left))
  budget.left -= plain.length
  return plain.length > most ? `${plain.slice(0, most)}${CUT}` : plain
}
