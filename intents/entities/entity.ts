import type { Language } from '../../src/domain/language.ts'
import type { ListedThing, Turn } from '../../src/domain/understanding.ts'
import { matchesOf } from '../matches.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { Word } from '../words.ts'

/** Part of a text, from `start` up to but not including `end`. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A value found in the text, in the normal form of the slot it fills. */
export interface Entity extends Span {
  /** A slot of the catalog, or `number` for a bare number that the intent may turn into an id. */
  readonly slot: string
  readonly value: string | number
}

/** A word that stands for a name but is none: close to some, or (no candidates) resembling nothing. */
export interface DoubtfulName extends Span {
  readonly slot: 'service' | 'environment'
  readonly typed: string
  /** Catalog ids, the likeliest first. */
  readonly candidates: readonly string[]
}

/** What entity finders look at. */
export interface Source {
  readonly text: string
  readonly words: readonly Word[]
  /** The text holds a digit: without one it holds no id. */
  readonly hasDigit: boolean
  /** What it is written in, if its words tell. */
  readonly language: Language | undefined
  readonly vocabulary: Vocabulary
  readonly now: Date
  /** What the bot has just shown. */
  readonly listed: readonly ListedThing[]
  /** What the person said before, the newest first. */
  readonly turns: readonly Turn[]
}

export type EntityFinder = (source: Source) => readonly Entity[]

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}

export function isInside(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end
}

const NONE: readonly Entity[] = []

/** One entity for each match of a global pattern for which `toValue` has a value. */
export function findAll(
  text: string,
  pattern: RegExp,
  slot: string,
  toValue: (match: RegExpExecArray) => string | number | undefined,
): readonly Entity[] {
  const matches = matchesOf(text, pattern)
  if (matches.length === 0) return NONE
  return matches.flatMap((match) => {
    const value = toValue(match)
    return value === undefined ? [] : [{ slot, value, start: match.index, end: match.index + match[0].length }]
  })
}
