import type { Clause } from '../clauses.ts'
import type { Reading } from '../reading.ts'
import { tells } from '../rules/rule.ts'

/** Features fall into this many rows; a power of two, so that a mask takes the remainder. */
export const FEATURE_ROWS = 1 << 16

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193
const BLANK = 0x20
const BAR = 0x7c
const SHORTEST_GRAM = 3
const LONGEST_GRAM = 3
/** Shorter words are told apart well enough as a whole. */
const SHORTEST_WORD_WITH_GRAMS = 4
/** A longer word is pasted material. */
const WORD_CHARACTERS = 24
const SHORT_CHARACTERS = 40
/** What a person asks stands in this many words; the rest is detail. */
const WORDS_READ = 40

/** Rows already taken for the message at hand, and the same in a list: one of each serves all messages in turn. */
const taken = new Uint8Array(FEATURE_ROWS)
const rows = new Uint16Array(FEATURE_ROWS)

/** What a message holds, for the model: rows of the weight matrix, each at most once. */
export function featuresOf(
  reading: Pick<Reading, 'text' | 'clauses' | 'entities'> & Partial<Pick<Reading, 'doubts'>>,
): Uint16Array {
  let count = 0
  const add = (hash: number) => {
    const row = (hash ^ (hash >>> 15)) & (FEATURE_ROWS - 1)
    if (taken[row] === 1) return
    taken[row] = 1
    rows[count++] = row
  }
  add(hashOf('bias'))
  for (const clause of reading.clauses) addClause(clause, add)
  // A misspelled name stands where the name would, so it says as much about what is asked.
  const misspelled = reading.doubts?.filter(({ candidates }) => candidates.length > 0) ?? []
  for (const { slot } of [...reading.entities, ...misspelled]) add(hashOf(slot, hashOf('has:')))
  if (reading.entities.filter(({ slot }) => slot === 'environment').length > 1) add(hashOf('two environments'))
  add(hashOf(`clauses:${Math.min(reading.clauses.length, 3)}`))
  if (reading.text.length <= SHORT_CHARACTERS && !holdsValues(reading)) addWhole(reading.text, add)
  const found = rows.slice(0, count)
  for (const row of found) taken[row] = 0
  return found
}

type Add = (hash: number) => void

function holdsValues({ clauses }: Pick<Reading, 'clauses'>): boolean {
  return clauses.some(({ frame }) => frame.includes('_'))
}

/** A greeting or an answer is little more than the polite words that a clause leaves out. */
function addWhole(text: string, add: Add): void {
  const words = text.toLowerCase().match(/[\p{L}_+']+/gu) ?? []
  for (const word of words) add(hashOf(word, hashOf('said:')))
  add(hashOf(`whole:${words.join(' ')}`))
}

function addClause(clause: Clause, add: Add): void {
  const words = clause.command.split(' ', WORDS_READ)
  const first = words[0] ?? ''
  const place = clause.mood === 'plain' ? '' : clause.mood
  const seed = hashOf(place)
  if (place !== '') add(hashOf(place, hashOf('mood:')))
  if (clause.asks) add(hashOf(place, hashOf('asks:')))
  if (clause.command !== clause.frame) add(hashOf('wrapped'))
  if (tells(clause)) {
    add(hashOf(`tells:${clause.asks}`))
    add(hashOf(first, hashOf('tells:')))
  }
  add(hashOf(`long:${words.length > 12 ? 3 : words.length > 6 ? 2 : words.length > 2 ? 1 : 0}`))
  const placed = mixed(seed, BAR)
  const wordSeed = seed ^ (seed >>> 15)
  let before = '^'
  let earlier = '^'
  for (const word of words) {
    addWord(word, wordSeed, add)
    add(followed(hashOf(before, placed), word))
    add(followed(followed(hashOf(earlier, placed), before), word))
    earlier = before
    before = word
  }
  add(followed(hashOf(before, placed), '$'))
  add(hashOf(`first:${first}:${clause.asks}`))
}

function followed(hash: number, word: string): number {
  return hashOf(word, mixed(hash, BLANK))
}

function addWord(word: string, seed: number, add: Add): void {
  const end = Math.min(word.length, WORD_CHARACTERS)
  add(hashOf(word, seed))
  if (end < SHORTEST_WORD_WITH_GRAMS || word.startsWith('_')) return
  for (let start = -1; start < end - 1; start++) {
    let hash = seed ^ 0x5bd1
    for (let at = start; at <= end && at - start < LONGEST_GRAM; at++) {
      hash = mixed(hash, at < 0 || at === end ? BLANK : word.charCodeAt(at))
      if (at - start + 1 >= SHORTEST_GRAM) add(hash)
    }
  }
}

/** FNV-1a of a text; given the hash of an earlier text, it continues from there. */
function hashOf(text: string, begun = FNV_OFFSET): number {
  let hash = begun
  for (let at = 0; at < text.length; at++) hash = mixed(hash, text.charCodeAt(at))
  return hash
}

function mixed(hash: number, code: number): number {
  return Math.imul(hash ^ code, FNV_PRIME)
}
