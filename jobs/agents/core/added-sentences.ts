import { withoutLinks } from '../../../src/llm/without-links.ts'

/** A model's sentences are shown to people: no more of them, and none longer, than a card has room for. */
const MOST_ADDED = 5
const LONGEST = 300

/** What the rules say, then what a model adds to it. Nothing that the rules say is lost. */
export function withAdded(byRules: readonly string[], byModel: readonly string[]): readonly string[] {
  return [...byRules, ...addable(byModel, byRules)]
}

/** A model's sentences as they may be shown, without those that are known already. */
export function addable(byModel: readonly string[], known: readonly string[]): readonly string[] {
  const sentences = byModel.map(plainSentence).filter((text) => text !== '' && !known.includes(text))
  return [...new Set(sentences)].slice(0, MOST_ADDED)
}

/** On one line, without links, control characters and those that turn the direction of writing. */
export function plainSentence(text: string): string {
  const visible = text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
  const plain = withoutLinks(visible).trim()
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1).toWellFormed()}…` : plain
}
