import type { Clause } from '../clauses.ts'
import type { Reading } from '../reading.ts'
import { tells } from '../rules/rule.ts'

/** Features fall into this many rows; a power of two, so that a mask takes the remainder. */
export const FEATURE_ROWS = 1 << 15

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193
const BOUNDARY = 0x20
const SHORTEST_GRAM = 3
const LONGEST_GRAM = 4
/** Shorter words are told apart well enough as a whole. */
const SHORTEST_WORD_WITH_GRAMS = 4
/** A longer word is pasted material. */
const WORD_CHARACTERS = 24
const SHORT_CHARACTERS = 40
/** What a person asks stands in this many words; the rest is detail. */
const WORDS_READ = 40

/** What a message holds, for the model: rows of the weight matrix, each at most once. */
export function featuresOf(reading: Pick<Reading, 'text' | 'clauses' | 'entities'>): Uint16Array {
  const rows = new Set<number>()
  const add = (name: string) => rows.add(hashOf(name, FNV_OFFSET) & (FEATURE_ROWS - 1))
  add('bias')
  for (const clause of reading.clauses) addClause(clause, rows, add)
  for (const { slot } of reading.entities) add(`has:${slot}`)
  if (reading.entities.filter(({ slot }) => slot === 'environment').length > 1) add('two environments')
  add(`clauses:${Math.min(reading.clauses.length, 3)}`)
  if (reading.text.length <= SHORT_CHARACTERS && !holdsValues(reading)) addWhole(reading.text, add)
  return Uint16Array.from(rows)
}

function holdsValues({ clauses }: Pick<Reading, 'clauses'>): boolean {
  return clauses.some(({ frame }) => frame.includes('_'))
}

/** A greeting or an answer is little more than the polite words that a clause leaves out. */
function addWhole(text: string, add: (name: string) => void): void {
  const words = text.toLowerCase().match(/[\p{L}_+']+/gu) ?? []
  for (const word of words) add(`said:${word}`)
  add(`whole:${words.join(' ')}`)
}

function addClause(clause: Clause, rows: Set<number>, add: (name: string) => void): void {
  const words = clause.command.split(' ').slice(0, WORDS_READ)
  const place = clause.mood === 'plain' ? '' : clause.mood
  const seed = hashOf(place, FNV_OFFSET)
  if (place !== '') add(`mood:${place}`)
  if (clause.asks) add(`asks:${place}`)
  if (clause.command !== clause.frame) add('wrapped')
  if (tells(clause)) {
    add(`tells:${clause.asks}`)
    add(`tells:${words[0]}`)
  }
  add(`long:${words.length > 12 ? 3 : words.length > 6 ? 2 : words.length > 2 ? 1 : 0}`)
  let before = '^'
  let earlier = '^'
  for (const word of words) {
    addWord(word, seed, rows)
    add(`${place}|${before} ${word}`)
    add(`${place}|${earlier} ${before} ${word}`)
    earlier = before
    before = word
  }
  add(`${place}|${before} $`)
  add(`first:${words[0]}:${clause.asks}`)
}

function addWord(word: string, seed: number, rows: Set<number>): void {
  const end = Math.min(word.length, WORD_CHARACTERS)
  rows.add(hashOf(word, seed) & (FEATURE_ROWS - 1))
  if (end < SHORTEST_WORD_WITH_GRAMS || word.startsWith('_')) return
  for (let start = -1; start < end - 1; start++) {
    let hash = seed ^ 0x5bd1
    for (let at = start; at <= end && at - start < LONGEST_GRAM; at++) {
      hash = mixed(hash, at < 0 || at === end ? BOUNDARY : word.charCodeAt(at))
      if (at - start + 1 >= SHORTEST_GRAM) rows.add((hash ^ (hash >>> 15)) & (FEATURE_ROWS - 1))
    }
  }
}

function hashOf(text: string, seed: number): number {
  let hash = seed
  for (let at = 0; at < text.length; at++) hash = mixed(hash, text.charCodeAt(at))
  return hash ^ (hash >>> 15)
}

function mixed(hash: number, code: number): number {
  return Math.imul(hash ^ code, FNV_PRIME)
}
