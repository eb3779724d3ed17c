import { isBarePhrase } from '../shared/quoting.ts'
import type { ColumnDraft } from './draft-columns.ts'

/** How a column writes texts of several words: quoted, by their number, or as what the others leave. */
export type TextForm =
  | { readonly kind: 'word' }
  | { readonly kind: 'words'; readonly count: number }
  | { readonly kind: 'rest' }

/** Quotation marks around a text, in tokens. */
const QUOTES = 2
const MOST_WORDS = 6

interface Cost {
  /** When every text of several words is quoted. */
  readonly word: number
  /** The cheapest number of words, and what is quoted then. */
  readonly words: { readonly count: number; readonly cost: number }
}

/**
 * The cheapest form for each column. At most one takes the rest of the line; those after it hold single words, so that
 * a reader can count back from the end.
 */
export function chooseTextForms(drafts: readonly ColumnDraft[]): readonly TextForm[] {
  const costs = drafts.map(costOf)
  const without = total(costs, costs.length)
  let best = { rest: -1, cost: without }
  costs.forEach((own, rest) => {
    const cost = total(costs, rest) + 1
    if (own.word > 0 && cost < best.cost) best = { rest, cost }
  })
  return costs.map((own, index) => formOf(own, index, best.rest))
}

function total(costs: readonly Cost[], rest: number): number {
  return costs.reduce((sum, own, index) => {
    if (index === rest) return sum
    return sum + (index < rest ? Math.min(own.word, own.words.cost) : own.word)
  }, 0)
}

function formOf(own: Cost, index: number, rest: number): TextForm {
  if (index === rest) return { kind: 'rest' }
  const mayCount = rest < 0 || index < rest
  return mayCount && own.words.cost < own.word ? { kind: 'words', count: own.words.count } : { kind: 'word' }
}

function costOf({ content }: ColumnDraft): Cost {
  const phrases = content.kind === 'values' ? countWords(content.values) : []
  const texts = phrases.reduce((sum, count) => sum + count, 0)
  const several = texts - (phrases[1] ?? 0)
  const counts = Array.from({ length: MOST_WORDS - 1 }, (_, index) => index + 2)
  const count = counts.reduce((best, each) => ((phrases[each] ?? 0) > (phrases[best] ?? 0) ? each : best), 2)
  return { word: several * QUOTES, words: { count, cost: (texts - (phrases[count] ?? 0)) * QUOTES + 2 } }
}

/** How many bare texts there are of each number of words, by that number. */
function countWords(values: readonly unknown[]): readonly number[] {
  const counts: number[] = Array.from({ length: MOST_WORDS + 2 }, () => 0)
  for (const value of values) {
    if (typeof value !== 'string' || value === '') continue
    const words = value.includes(' ') ? (isBarePhrase(value) ? value.split(' ').length : 0) : 1
    const index = Math.min(words, MOST_WORDS + 1)
    if (words > 0) counts[index] = (counts[index] ?? 0) + 1
  }
  return counts
}
