import { isBarePhrase } from '../shared/quoting.ts'
import type { ColumnDraft } from './draft-columns.ts'

/** How a column writes texts of several words: quoted, joined by underscores, by their number, or as what others leave. */
export type TextForm =
  | { readonly kind: 'word' }
  | { readonly kind: 'joined' }
  | { readonly kind: 'words'; readonly count: number }
  | { readonly kind: 'rest' }

/** Tokens a pair of quotation marks costs, an underscore in place of a space, and the mark in the header. */
const QUOTES = 2
const UNDERSCORE = 0.7
const MARK = 1
const MOST_WORDS = 6

interface Choice {
  readonly form: TextForm
  readonly cost: number
}

const FREE: Choice = { form: { kind: 'word' }, cost: 0 }

/** What a column costs where the number of words in it may vary, and where it may not. */
interface Choices {
  readonly anywhere: Choice
  readonly beforeRest: Choice
}

/**
 * The cheapest form for each column. At most one takes the rest of the line; those after it hold single words, so that
 * a reader can count back from the end.
 * @param restCost What it costs besides, in tokens, when one does.
 */
export function chooseTextForms(drafts: readonly ColumnDraft[], restCost: number): readonly TextForm[] {
  const choices = drafts.map(choicesOf)
  let best = { rest: choices.length, cost: total(choices, choices.length) }
  choices.forEach(({ anywhere }, rest) => {
    const cost = total(choices, rest) + MARK + restCost
    if (anywhere.cost > 0 && cost < best.cost) best = { rest, cost }
  })
  return choices.map((own, index) => (index === best.rest ? { kind: 'rest' } : pick(own, index, best.rest).form))
}

function pick({ anywhere, beforeRest }: Choices, index: number, rest: number): Choice {
  return index < rest ? beforeRest : anywhere
}

function total(choices: readonly Choices[], rest: number): number {
  return choices.reduce((sum, own, index) => (index === rest ? sum : sum + pick(own, index, rest).cost), 0)
}

function choicesOf({ content }: ColumnDraft): Choices {
  const texts = content.kind === 'values' ? content.values.filter((value) => typeof value === 'string') : []
  if (!texts.some((text) => text.includes(' '))) return { anywhere: FREE, beforeRest: FREE }
  const words = countWords(texts)
  const several = words.reduce((sum, count) => sum + count, 0) - (words[1] ?? 0)
  const word: Choice = { form: { kind: 'word' }, cost: several * QUOTES }
  const anywhere = cheaper(word, joined(texts))
  return { anywhere, beforeRest: cheaper(anywhere, counted(words)) }
}

function cheaper(some: Choice, other: Choice): Choice {
  return other.cost < some.cost ? other : some
}

function counted(words: readonly number[]): Choice {
  const counts = Array.from({ length: MOST_WORDS - 1 }, (_, index) => index + 2)
  const count = counts.reduce((best, each) => ((words[each] ?? 0) > (words[best] ?? 0) ? each : best), 2)
  const others = words.reduce((sum, own, each) => (each === count ? sum : sum + own), 0)
  return { form: { kind: 'words', count }, cost: others * QUOTES + 2 * MARK }
}

function joined(texts: readonly string[]): Choice {
  let cost = MARK
  for (const text of texts)
    cost += text.includes('_') ? QUOTES : text.includes(' ') ? (text.split(' ').length - 1) * UNDERSCORE : 0
  return { form: { kind: 'joined' }, cost }
}

/** How many bare texts there are of each number of words, by that number. */
function countWords(texts: readonly string[]): readonly number[] {
  const counts: number[] = Array.from({ length: MOST_WORDS + 2 }, () => 0)
  for (const text of texts) {
    if (text === '') continue
    const words = text.includes(' ') ? (isBarePhrase(text) ? text.split(' ').length : 0) : 1
    const index = Math.min(words, MOST_WORDS + 1)
    if (words > 0) counts[index] = (counts[index] ?? 0) + 1
  }
  return counts
}
