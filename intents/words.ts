import { matchesOf } from './matches.ts'

/** One word of a text and where it stands. */
export interface Word {
  /** As typed. */
  readonly typed: string
  /** Lower case, without a possessive ending. */
  readonly text: string
  readonly start: number
  readonly end: number
}

const WORD = /#?[\p{L}\p{N}](?:[\p{L}\p{N}._+'-]*[\p{L}\p{N}])?/gu

/**
 * Splits a text into words. Hyphens, dots and underscores inside a word belong to it, so that `payments-worker` is one
 * name and not `payments`; `/`, `@`, `:` and `=` divide.
 */
export function wordsOf(text: string): readonly Word[] {
  return matchesOf(text, WORD).map((match) => ({
    typed: match[0],
    text: match[0].toLowerCase().replace(/'s$/, ''),
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** Letters and digits only, in lower case: `API Gateway`, `api-gateway` and `apigateway` squeeze to the same. */
export function squeeze(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
