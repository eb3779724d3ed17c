import { numberOf } from './entities/numbers.ts'
import { matchesOf } from './matches.ts'

/** One word of a text and where it stands. */
export interface Word {
  /** As typed. */
  readonly typed: string
  /** Lower case, without a possessive ending. */
  readonly text: string
  /** The text's letters and digits only, and the same with a number in words as digits: what names are looked up by. */
  readonly squeezed: string
  readonly inDigits: string
  readonly start: number
  readonly end: number
}

const WORD = /#?[\p{L}\p{N}](?:[\p{L}\p{N}._+'-]*[\p{L}\p{N}])?/gu

/**
 * Splits a text into words. Hyphens, dots and underscores inside a word belong to it, so that `payments-worker` is one
 * name and not `payments`; `/`, `@`, `:` and `=` divide.
 */
export function wordsOf(text: string): readonly Word[] {
  return matchesOf(text, WORD).map((match) => wordAt(match[0], match.index))
}

function wordAt(typed: string, start: number): Word {
  const text = typed.toLowerCase().replace(/'s$/, '')
  const squeezed = squeeze(text)
  const number = text.length > 1 ? numberOf(text) : undefined
  const inDigits = number === undefined ? squeezed : String(number)
  return { typed, text, squeezed, inDigits, start, end: start + typed.length }
}

const PLAIN = /^[a-z0-9]*$/

/** Letters and digits only, in lower case: `API Gateway`, `api-gateway` and `apigateway` squeeze to the same. */
export function squeeze(name: string): string {
  return PLAIN.test(name) ? name : name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
